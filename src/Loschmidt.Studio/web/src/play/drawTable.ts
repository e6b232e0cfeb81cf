// The table as a picture. World: x to the right, y up; the rail is y = 0.

import { table, type Shot } from "../physics/pinball";
import { font, type Inks, type Sheet } from "./canvas";
import type { Scene } from "./timeline";

/** What of the world the sheet shows. */
export const world = { left: -1.7, right: 1.2, bottom: -1.22, top: 1.2 };

/** Where things of the world are on the sheet. */
export class View {
  private readonly scale: number;
  private readonly offsetX: number;
  private readonly offsetY: number;

  constructor(width: number, height: number) {
    this.scale = Math.min(width / (world.right - world.left), height / (world.top - world.bottom));
    this.offsetX = (width - this.scale * (world.right - world.left)) / 2;
    this.offsetY = (height - this.scale * (world.top - world.bottom)) / 2;
  }

  x(x: number): number {
    return this.offsetX + this.scale * (x - world.left);
  }

  y(y: number): number {
    return this.offsetY + this.scale * (world.top - y);
  }

  length(of: number): number {
    return this.scale * of;
  }

  /** The world's x of a place on the sheet. */
  worldX(pixel: number): number {
    return (pixel - this.offsetX) / this.scale + world.left;
  }

  worldY(pixel: number): number {
    return world.top - (pixel - this.offsetY) / this.scale;
  }
}

export interface Picture {
  shot: Shot;
  scene: Scene;
  before: Float64Array[];
  target: number;
  /** Whether the rail's ball has moved already. */
  taught: boolean;
}

export function drawTable(on: Sheet, ink: Inks, picture: Picture): void {
  const view = new View(on.width, on.height);
  const { pen } = on;
  const { shot, scene } = picture;
  rail(on, view, ink, scene.theta);
  gate(on, view, ink, picture.target);
  launcher(on, view, ink);
  picture.before.forEach((path, age) => trail(pen, view, path, table.steps, ink.forward, 1, 0.06 + (0.22 * age) / picture.before.length));
  trail(pen, view, shot.out, scene.out, ink.forward, 3, 1);
  if (scene.home >= 0) trail(pen, view, shot.home, scene.home, ink.echo, 2, 1, [7, 6]);
  if (scene.stage === "flip") turningPoint(on, view, ink, picture);
  if (scene.stage === "learn") lesson(on, view, ink, picture);
  ball(pen, view.x(scene.x), view.y(scene.y), Math.max(7, view.length(0.042)), scene.home >= 0 || (scene.stage === "flip" && scene.share > 0.6) ? ink.echo : ink.forward, ink.panel);
}

function rail({ pen, width }: Sheet, view: View, ink: Inks, theta: number): void {
  const y = view.y(0);
  pen.strokeStyle = ink.line;
  pen.lineWidth = 7;
  line(pen, 8, y, width - 8, y);
  pen.fillStyle = ink.quiet;
  pen.font = font(11);
  pen.textAlign = "center";
  pen.lineWidth = 1;
  for (let x = -1.5; x <= 1; x += 0.5) pen.fillText(String(x).replace("-", "−"), view.x(x), y + 19);
  const at = Math.min(width - 14, Math.max(14, view.x(theta)));
  const reach = view.length(0.55);
  const halo = pen.createRadialGradient(at, y, 0, at, y, reach);
  halo.addColorStop(0, alpha(ink.gradient, 0.34));
  halo.addColorStop(0.4, alpha(ink.gradient, 0.12));
  halo.addColorStop(1, alpha(ink.gradient, 0));
  pen.fillStyle = halo;
  pen.beginPath();
  pen.arc(at, y, reach, 0, 2 * Math.PI);
  pen.fill();
  const off = theta < world.left ? -1 : theta > world.right ? 1 : 0;
  if (off === 0) return ball(pen, at, y, Math.max(9, view.length(0.06)), ink.gradient, ink.panel);
  // It is no longer on the sheet: an arrow says where, in place of a ball where it is not.
  arrow(pen, at - off * 34, y, at, y, ink.gradient);
  pen.textAlign = off > 0 ? "right" : "left";
  pen.font = font(13, 600);
  pen.fillText(`θ = ${theta.toFixed(2).replace("-", "−")}`, at, y - 16);
}

function gate({ pen, height }: Sheet, view: View, ink: Inks, target: number): void {
  const x = view.x(target);
  pen.strokeStyle = ink.bad;
  pen.lineWidth = 1.5;
  pen.setLineDash([3, 5]);
  line(pen, x, view.y(-0.08), x, height - 20);
  pen.setLineDash([]);
  pen.fillStyle = ink.bad;
  pen.beginPath();
  pen.moveTo(x, height - 26);
  pen.lineTo(x - 10, height - 8);
  pen.lineTo(x + 10, height - 8);
  pen.fill();
  pen.font = font(12, 600);
  pen.textAlign = "left";
  pen.fillText("target", x + 14, height - 10);
}

function launcher({ pen }: Sheet, view: View, ink: Inks): void {
  const [x, y] = [view.x(table.start[0]), view.y(table.start[1])];
  const r = Math.max(7, view.length(0.042)) + 5;
  pen.strokeStyle = ink.quiet;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.arc(x, y, r, Math.PI, 0);
  pen.moveTo(x - r, y);
  pen.lineTo(x - r, y + r);
  pen.moveTo(x + r, y);
  pen.lineTo(x + r, y + r);
  pen.stroke();
}

// The nudge towards the target, then the flip: what an arrow shows is far larger than what happens.
function turningPoint({ pen }: Sheet, view: View, ink: Inks, { shot, scene, target }: Picture): void {
  const [x, y] = [view.x(scene.x), view.y(scene.y)];
  pen.strokeStyle = alpha(ink.echo, 1 - scene.share);
  pen.lineWidth = 2.5;
  pen.beginPath();
  pen.arc(x, y, 10 + 38 * scene.share, 0, 2 * Math.PI);
  pen.stroke();
  const towards = Math.sign(target - shot.reached);
  if (scene.share < 0.6) {
    arrow(pen, x, y, x + towards * (16 + 40 * Math.min(1, scene.share / 0.3)), y, ink.gradient);
    label(pen, "nudge", x, y - 18, ink.gradient, ink.panel);
  } else {
    const back = (table.steps - 12) * 3;
    const [dx, dy] = [view.x(shot.out[back]!) - x, view.y(shot.out[back + 1]!) - y];
    const length = Math.hypot(dx, dy) || 1;
    arrow(pen, x, y, x + (46 * dx) / length, y + (46 * dy) / length, ink.echo);
    label(pen, "flip", x, y + 28, ink.echo, ink.panel);
  }
}

// The velocity that the echo left on the rail, drawn on a scale of its own, and the place it came from.
function lesson({ pen, width }: Sheet, view: View, ink: Inks, { shot, scene }: Picture): void {
  const y = view.y(0);
  if (scene.theta < world.left || scene.theta > world.right) return;
  const before = view.x(shot.theta);
  pen.strokeStyle = ink.gradient;
  pen.lineWidth = 1.5;
  pen.setLineDash([3, 3]);
  pen.beginPath();
  pen.arc(before, y, Math.max(9, view.length(0.06)) + 3, 0, 2 * Math.PI);
  pen.stroke();
  pen.setLineDash([]);
  const at = Math.min(width - 14, Math.max(14, view.x(scene.theta)));
  const size = Math.sign(shot.kick) * Math.min(90, 22 * Math.log10(1 + Math.abs(shot.kick) / 2e-5));
  if (Math.abs(size) < 4) return;
  arrow(pen, at, y, at + size * (1 - 0.6 * scene.share), y, ink.ink);
  label(pen, "kick", at + size / 2, y - 20, ink.ink, ink.panel);
}

function trail(pen: CanvasRenderingContext2D, view: View, path: Float64Array, to: number, color: string, width: number, opacity: number, dash: number[] = []): void {
  pen.globalAlpha = opacity;
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.setLineDash(dash);
  pen.beginPath();
  for (let n = 0; n <= to; n++) pen.lineTo(view.x(path[3 * n]!), view.y(path[3 * n + 1]!));
  pen.stroke();
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

function ball(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, color: string, rim: string): void {
  pen.fillStyle = color;
  pen.strokeStyle = rim;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
  pen.fillStyle = "rgba(255,255,255,0.55)";
  pen.beginPath();
  pen.arc(x - radius * 0.32, y - radius * 0.36, radius * 0.26, 0, 2 * Math.PI);
  pen.fill();
}

function arrow(pen: CanvasRenderingContext2D, x: number, y: number, toX: number, toY: number, color: string): void {
  const angle = Math.atan2(toY - y, toX - x);
  pen.strokeStyle = pen.fillStyle = color;
  pen.lineWidth = 3;
  line(pen, x, y, toX - 8 * Math.cos(angle), toY - 8 * Math.sin(angle));
  pen.beginPath();
  pen.moveTo(toX, toY);
  pen.lineTo(toX - 11 * Math.cos(angle - 0.45), toY - 11 * Math.sin(angle - 0.45));
  pen.lineTo(toX - 11 * Math.cos(angle + 0.45), toY - 11 * Math.sin(angle + 0.45));
  pen.fill();
}

function label(pen: CanvasRenderingContext2D, text: string, x: number, y: number, color: string, halo: string): void {
  pen.font = font(13, 600);
  pen.textAlign = "center";
  pen.strokeStyle = halo;
  pen.lineWidth = 4;
  pen.strokeText(text, x, y);
  pen.fillStyle = color;
  pen.fillText(text, x, y);
}

function line(pen: CanvasRenderingContext2D, x: number, y: number, toX: number, toY: number): void {
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(toX, toY);
  pen.stroke();
}

// The theme's colours are #rrggbb.
function alpha(color: string, opacity: number): string {
  return `${color}${Math.round(255 * opacity).toString(16).padStart(2, "0")}`;
}
