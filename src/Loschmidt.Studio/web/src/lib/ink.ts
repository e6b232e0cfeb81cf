// From strokes to the 8 × 8 pixels of the data set: its bitmaps of 32 × 32 are filled by the digit, and a pixel counts the ink of 4 × 4.

export interface Point {
  x: number;
  y: number;
}

export const side = 8;
const fine = 32;
const pen = 1.7;

/** 64 numbers from 0 to 1, row by row. */
export function pixels(strokes: Point[][]): number[] {
  const points = strokes.flat();
  if (points.length === 0) return new Array<number>(side * side).fill(0);
  const [left, right] = [Math.min(...points.map((p) => p.x)), Math.max(...points.map((p) => p.x))];
  const [top, bottom] = [Math.min(...points.map((p) => p.y)), Math.max(...points.map((p) => p.y))];
  const room = fine - 2 * pen;
  // A digit fills the height; what is wider than high fills the width. A dot stays a dot.
  const scale = Math.min(room / Math.max(bottom - top, 0.15), room / Math.max(right - left, 0.15));
  const place = (p: Point): Point => ({
    x: fine / 2 + (p.x - (left + right) / 2) * scale,
    y: fine / 2 + (p.y - (top + bottom) / 2) * scale,
  });
  const bitmap = new Uint8Array(fine * fine);
  for (const stroke of strokes) {
    const placed = stroke.map(place);
    placed.forEach((to, index) => line(bitmap, placed[Math.max(0, index - 1)]!, to));
  }
  const image = new Array<number>(side * side).fill(0);
  bitmap.forEach((ink, at) => {
    const [row, column] = [Math.floor(at / fine / 4), Math.floor((at % fine) / 4)];
    image[row * side + column]! += ink / 16;
  });
  return image;
}

function line(bitmap: Uint8Array, from: Point, to: Point): void {
  const steps = Math.max(1, Math.ceil(2 * Math.hypot(to.x - from.x, to.y - from.y)));
  for (let step = 0; step <= steps; step++) {
    const [x, y] = [from.x + ((to.x - from.x) * step) / steps, from.y + ((to.y - from.y) * step) / steps];
    for (let row = Math.max(0, Math.floor(y - pen)); row <= Math.min(fine - 1, y + pen); row++) {
      for (let column = Math.max(0, Math.floor(x - pen)); column <= Math.min(fine - 1, x + pen); column++) {
        if (Math.hypot(column + 0.5 - x, row + 0.5 - y) <= pen) bitmap[row * fine + column] = 1;
      }
    }
  }
}
