// A figure of a map as people read it, and whether it is tolerated.

import { number, percent } from "../../lib/format";
import { real, type Tolerance } from "../gradient/api";

const isShare = (metric: string): boolean => metric.endsWith("ccuracy");

/** Accuracies in per cent, everything else as a number. */
export const figure = (metric: string, value: number): string => (Number.isFinite(value) ? (isShare(metric) ? percent(value) : number(value, 4)) : "–");

/** Whether larger figures are better ones. */
export const largerIsBetter = (metric: string): boolean => metric !== "cost" && metric !== "validationCost";

/** The last figure that is tolerated. */
export function threshold(map: Tolerance): number {
  const share = map.within / 100;
  return real(map.ideal.mean) * (largerIsBetter(map.metric) ? 1 - share : 1 + share);
}

/** Whether a figure is tolerated; what is no number is not. */
export const passes = (map: Tolerance, value: number): boolean => (largerIsBetter(map.metric) ? value >= threshold(map) : value <= threshold(map));

/** A metric's name in words. */
export const words = (metric: string): string => metric.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** The last part of a key. */
export const last = (knob: string): string => knob.slice(knob.lastIndexOf(".") + 1);

/** What is wrong with a knob's values; empty where nothing is. */
export function faultOf(values: string[]): string {
  const strange = values.find((value) => !Number.isFinite(Number(value)));
  if (strange !== undefined) return `'${strange}' is no number; values are separated by commas, from mild to severe`;
  return values.length === 0 ? "values are missing: numbers from mild to severe, such as 0, 0.001, 0.01" : "";
}
