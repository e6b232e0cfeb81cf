// The two rows of oscillators of the lecture.

import { drawn, type RowMachine } from "../physics/row";

export type Kind = "ring" | "chain";

/** η = εΩ/Γ of a decay step: the same step for every ε. */
export const learningRate: Record<Kind, number> = { ring: 0.02, chain: 0.05 };

/** A ring that reads two bits, as the preset "duffing-ring" has it, or a chain along which a pulse runs. */
export function rowOf(kind: Kind, seed: number): RowMachine {
  if (kind === "ring") {
    return {
      sites: 8, ring: true, hardening: 1, mass: 1, inverseMass: 0.01, duration: 14, steps: 280,
      start: [1, 0, 1, 0, -1, 0, 0, 0], theta: drawn(8, true, seed), goal: { sites: [6], targets: [0.5] },
    };
  }
  const sites = 32;
  const theta = drawn(sites, false, seed).map((value, i) => (i < sites ? 0.1 * value : 0.6 + 0.8 * value));
  const start = Array.from({ length: sites }, (_, i) => 1.4 * Math.exp(-(((i - 5) / 1.8) ** 2)));
  return { sites, ring: false, hardening: 0.15, mass: 1, inverseMass: 0.002, duration: 28, steps: 560, start, theta, goal: { sites: [26], targets: [0.8] } };
}
