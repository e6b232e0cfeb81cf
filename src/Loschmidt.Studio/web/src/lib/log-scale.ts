// Logarithmic axes with the plot's own search for marks replaced: below 10⁻¹⁶ that one never ends, and over many decades it draws a wall of lines.

import type uPlot from "uplot";

/** Marks: powers of ten; where there are few of them also their doubles and fives. */
export function decades(_: uPlot, __: number, low: number, high: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const every = Math.max(1, Math.ceil((last - first) / 7));
  const parts = last - first > 2 ? [1] : [1, 2, 5];
  const marks: number[] = [];
  for (let power = first; power <= last; power += every) {
    for (const part of parts) {
      const mark = Number(`${part}e${power}`);
      if (mark >= low && mark <= high) marks.push(mark);
    }
  }
  return marks;
}

/** Ends of the axis, a little outside the numbers. */
export function logRange(_: uPlot, low: number | null, high: number | null): [number, number] {
  return low !== null && high !== null && low > 0 && Number.isFinite(high) ? [low / 1.4, high * 1.4] : [0.1, 1];
}
