// The one number that says what a kick is worth. Of one parameter a cosine is no more than a sign, so there the kick is measured in gradients.

import { number } from "../../lib/format";
import type { Summary } from "./types";

export interface Headline {
  name: string;
  text: string;
  good: boolean;
}

export function headlineOf(summary: Summary | null, parameters: number | undefined): Headline {
  const single = (summary?.parameterCount ?? parameters) === 1;
  const name = single ? "kick ÷ gradient" : "gradient cosine";
  if (summary?.cosine == null || summary.misalignment === null) return { name, text: "–", good: false };
  if (single) {
    const share = summary.cosine * (summary.normRatio ?? NaN);
    return { name, text: number(share, 3), good: Math.abs(share - 1) < 0.01 };
  }
  // A cosine near one is told by what it lacks.
  const lacks = summary.misalignment;
  return { name, text: lacks === 0 ? "1" : lacks < 1e-3 ? `1 − ${number(lacks, 2)}` : number(summary.cosine, 3), good: lacks < 1e-3 };
}
