// What every drawing on these pages needs: sharp pixels and the colours of the theme.

export interface Sheet {
  pen: CanvasRenderingContext2D;
  width: number;
  height: number;
}

/** The canvas cleared, in CSS pixels, as sharp as the screen is. */
export function sheet(canvas: HTMLCanvasElement): Sheet {
  const { clientWidth: width, clientHeight: height } = canvas;
  const scale = devicePixelRatio || 1;
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  const pen = canvas.getContext("2d")!;
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.lineJoin = pen.lineCap = "round";
  return { pen, width, height };
}

export type Inks = Record<"paper" | "panel" | "ink" | "quiet" | "line" | "accent" | "forward" | "echo" | "gradient" | "bad", string>;

const names: (keyof Inks)[] = ["paper", "panel", "ink", "quiet", "line", "accent", "forward", "echo", "gradient", "bad"];

/** The theme's colours as they are now. */
export function inks(element: Element): Inks {
  const style = getComputedStyle(element);
  return Object.fromEntries(names.map((name) => [name, six(style.getPropertyValue(`--${name}`).trim())])) as Inks;
}

// Style sheets that were made small say #fff.
const six = (color: string): string => (color.length === 4 ? color.replace(/[^#]/g, "$&$&") : color);

/** Letters as the page has them. */
export const font = (size: number, weight = 400): string => `${weight} ${size}px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif`;

/** Calls back where what is drawn must be drawn again: another size, another theme. */
export function watched(canvas: HTMLCanvasElement, draw: () => void): () => void {
  const size = new ResizeObserver(draw);
  size.observe(canvas);
  const theme = new MutationObserver(draw);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", draw);
  return () => {
    size.disconnect();
    theme.disconnect();
    dark.removeEventListener("change", draw);
  };
}
