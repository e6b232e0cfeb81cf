// Metrics and statuses in words, with units where they have one.

import { number, percent } from "../../lib/format";

const ledger: Record<string, string> = {
  energy: "energy H",
  norm: "norm",
  photons: "photons Σ|Ψ|²",
  manleyRowe: "Manley–Rowe |Ψ|² + 2|a|²",
  echoOverlap: "echo overlap",
  lyapunov: "Lyapunov estimate (1/time)",
  energyDrift: "energy drift (relative)",
  normDrift: "norm drift (relative)",
  manleyRoweDrift: "Manley–Rowe drift (relative)",
  echoLoss: "echo loss",
  echoError: "echo error (of the state)",
};

/** A metric's name in words: testAccuracy is "test accuracy". */
export const words = (metric: string): string => ledger[metric] ?? metric.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** A metric's value: accuracies in per cent. */
export function shown(metric: string, value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  return isShare(metric) ? percent(value) : number(value, 4);
}

export const isShare = (metric: string): boolean => metric.endsWith("ccuracy");
export const isCost = (metric: string): boolean => metric.endsWith("ost");
export const isDrift = (metric: string): boolean => metric.endsWith("Drift") || metric === "echoLoss" || metric === "echoError";

/** The accuracy that says most: on samples never seen, if there is one. */
export function accuracy(metrics: Record<string, number | null>): string | null {
  return ["testAccuracy", "validationAccuracy", "accuracy"].find((name) => name in metrics) ?? null;
}

/** The cost that a list shows. */
export function cost(metrics: Record<string, number | null>): string | null {
  return ["cost", "validationCost", "testCost"].find((name) => name in metrics) ?? null;
}

export const statuses: Record<string, string> = {
  running: "at work",
  finished: "did all its steps",
  interrupted: "was told to stop, and saved what it had",
  stopped: "its process died; the last checkpoint is there",
  failed: "ended by a fault; the state before it is there",
  corrupt: "one of its files cannot be read",
  removed: "its folder is gone",
};

const small = 0.01; // a drift of one per cent is seen in every answer

/** A remark on a drift that is not small; empty where there is nothing to say. */
export function doubt(metric: string, value: number | null): string {
  if (!isDrift(metric) || value === null || Math.abs(value) <= small) return "";
  return metric.startsWith("echo") ? "not small: the echo does not come home, and its gradient is in doubt" : "not small: see below";
}

/** How far what was reached is from what was expected. */
export function beside(metric: string, expected: number, reached: number): string {
  const near = 0.05;
  const [apart, close] = isShare(metric)
    ? [`${number(100 * Math.abs(reached - expected), 2)} points`, Math.abs(reached - expected) <= small]
    : [percent(Math.abs(reached / expected - 1)), Math.abs(reached / expected - 1) <= near];
  if (reached === expected) return "exactly as expected";
  const better = isCost(metric) ? reached < expected : reached > expected;
  return `${apart} ${better ? "better" : "worse"}${close ? ", which is close" : ""}`;
}
