// Pictures of a row of oscillators: beads at a moment, and sites against time.

import { font, type Inks, type Sheet } from "./canvas";

export interface Strip {
  sites: number;
  steps: number;
  /** Displacement of a site at a time of the way out. */
  value: (step: number, site: number) => number;
  /** The displacement that has the full colour. */
  full: number;
  /** Where the upright line stands, in steps; null for none. */
  mark: number | null;
  /** Up to which share of its width it is drawn, from the left; negative from the right. */
  shown: number;
  duration: number;
}

const margin = { left: 34, right: 8, top: 6, bottom: 30 };

/** Site against time, blue to one side, orange to the other. */
export function drawStrip({ pen, width, height }: Sheet, ink: Inks, strip: Strip, raster: HTMLCanvasElement): void {
  const [w, h] = [width - margin.left - margin.right, height - margin.top - margin.bottom];
  paint(raster, ink, strip);
  pen.save();
  pen.beginPath();
  const from = strip.shown < 0 ? 1 + strip.shown : 0;
  pen.rect(margin.left + w * from, margin.top, w * Math.abs(strip.shown), h);
  pen.clip();
  pen.imageSmoothingEnabled = true;
  pen.drawImage(raster, margin.left, margin.top, w, h);
  pen.restore();
  pen.strokeStyle = ink.line;
  pen.lineWidth = 1;
  pen.strokeRect(margin.left, margin.top, w, h);
  pen.fillStyle = ink.quiet;
  pen.font = font(11);
  pen.textAlign = "right";
  pen.fillText("1", margin.left - 5, margin.top + 10);
  pen.fillText(String(strip.sites), margin.left - 5, margin.top + h);
  pen.textAlign = "left";
  pen.fillText("0", margin.left, height - 16);
  pen.textAlign = "right";
  pen.fillText(String(strip.duration), margin.left + w, height - 16);
  pen.textAlign = "center";
  pen.fillText("time since the start (1/ω₀)", margin.left + w / 2, height - 4);
  pen.save();
  pen.translate(11, margin.top + h / 2);
  pen.rotate(-Math.PI / 2);
  pen.fillText("site", 0, 0);
  pen.restore();
  if (strip.mark === null) return;
  const x = margin.left + (w * strip.mark) / strip.steps;
  pen.strokeStyle = ink.ink;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.moveTo(x, margin.top);
  pen.lineTo(x, margin.top + h);
  pen.stroke();
}

function paint(raster: HTMLCanvasElement, ink: Inks, { sites, steps, value, full }: Strip): void {
  [raster.width, raster.height] = [steps + 1, sites];
  const pen = raster.getContext("2d")!;
  const image = pen.createImageData(steps + 1, sites);
  const [above, middle, below] = [rgb(ink.forward), rgb(ink.panel), rgb(ink.echo)];
  for (let site = 0; site < sites; site++) {
    for (let step = 0; step <= steps; step++) {
      const size = full === 0 ? 0 : Math.max(-1, Math.min(1, value(step, site) / full));
      const side = size > 0 ? above : below;
      const at = 4 * (site * (steps + 1) + step);
      for (let k = 0; k < 3; k++) image.data[at + k] = middle[k]! + (side[k]! - middle[k]!) * Math.abs(size);
      image.data[at + 3] = 255;
    }
  }
  pen.putImageData(image, 0, 0);
}

/** The row itself: beads at their displacements, springs between them, the judged bead with its target. */
export function drawBeads({ pen, width, height }: Sheet, ink: Inks, row: { q: ArrayLike<number>; full: number; ring: boolean; judged: number; target: number; home: boolean }): void {
  const n = row.q.length;
  const { full } = row;
  const x = (site: number): number => 26 + ((width - 52) * (site + 0.5)) / n;
  const y = (q: number): number => height / 2 - ((height / 2 - 14) * Math.max(-full, Math.min(full, q))) / full;
  pen.strokeStyle = ink.line;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(10, height / 2);
  pen.lineTo(width - 10, height / 2);
  pen.stroke();
  pen.strokeStyle = ink.bad;
  pen.lineWidth = 3;
  pen.beginPath();
  pen.moveTo(x(row.judged) - 14, y(row.target));
  pen.lineTo(x(row.judged) + 14, y(row.target));
  pen.stroke();
  pen.strokeStyle = ink.quiet;
  pen.lineWidth = 1.5;
  pen.beginPath();
  for (let site = 0; site < n; site++) pen.lineTo(x(site), y(row.q[site]!));
  pen.stroke();
  if (row.ring) {
    pen.setLineDash([3, 4]);
    pen.beginPath();
    pen.moveTo(x(n - 1), y(row.q[n - 1]!));
    pen.lineTo(width - 8, y((row.q[n - 1]! + row.q[0]!) / 2));
    pen.moveTo(8, y((row.q[n - 1]! + row.q[0]!) / 2));
    pen.lineTo(x(0), y(row.q[0]!));
    pen.stroke();
    pen.setLineDash([]);
  }
  for (let site = 0; site < n; site++) {
    pen.fillStyle = site === row.judged ? ink.bad : row.home ? ink.echo : ink.forward;
    pen.beginPath();
    pen.arc(x(site), y(row.q[site]!), n > 16 ? 5 : 8, 0, 2 * Math.PI);
    pen.fill();
  }
}

/** Two bars a parameter: what the echo left, and what is right. */
export function drawBars({ pen, width, height }: Sheet, ink: Inks, kick: readonly number[], right: readonly number[]): void {
  const most = Math.max(...kick.map(Math.abs), ...right.map(Math.abs)) || 1;
  const middle = height / 2;
  const each = (width - 8) / kick.length;
  const bar = (index: number, value: number, color: string, part: number): void => {
    pen.fillStyle = color;
    const size = ((middle - 6) * value) / most;
    pen.fillRect(4 + each * (index + 0.12 + 0.4 * part), middle - Math.max(0, size), Math.max(1, each * 0.36), Math.max(0.75, Math.abs(size)));
  };
  kick.forEach((value, i) => bar(i, value, ink.echo, 0));
  right.forEach((value, i) => bar(i, value, ink.gradient, 1));
  pen.strokeStyle = ink.line;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(0, middle);
  pen.lineTo(width, middle);
  pen.stroke();
}

const rgb = (color: string): [number, number, number] => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16)) as [number, number, number];
