// From the place of a slider to a value and back: straight, by powers, or zero and then powers.

import { number } from "../../lib/format";
import type { Knob } from "./types";

/** Places of a slider. */
export const places = 120;

export function valueAt(knob: Knob, place: number): number {
  const { from, to, scale } = knob;
  // The usual value has a place, though the grid may pass it by.
  if (knob.default !== 0 && place === Math.round(placeOf(knob, knob.default))) return knob.default;
  if (scale === "linear") return tidy(from + ((to - from) * place) / places, 6);
  if (scale === "log") return tidy(from * (to / from) ** (place / places), 3);
  return place <= 0 ? 0 : tidy(from * (to / from) ** ((place - 1) / (places - 1)), 3);
}

export function placeOf(knob: Knob, value: number): number {
  const { from, to, scale } = knob;
  if (scale === "linear") return (places * (value - from)) / (to - from);
  if (scale === "log") return (places * Math.log(value / from)) / Math.log(to / from);
  return value <= 0 ? 0 : 1 + ((places - 1) * Math.log(value / from)) / Math.log(to / from);
}

/** A value out of a link, or the usual one where it is none that the slider can have. */
export function judged(knob: Knob, text: string | null): number {
  return taken(knob, text) ?? knob.default;
}

/** What a link asks for that is not to be had, a line each. */
export function misread(knobs: Knob[], query: URLSearchParams, others: string[]): string[] {
  const faults: string[] = [];
  for (const [name, text] of query) {
    const knob = knobs.find((one) => one.name === name);
    if (!knob && !others.includes(name)) faults.push(`${name}=${text} is no knob of this machine`);
    if (!knob || knob.scale === "text" || taken(knob, text) !== null) continue;
    const low = knob.scale === "log-zero" ? `0, or ${number(knob.from)}` : number(knob.from);
    faults.push(`${name}=${text} is not ${knob.scale === "whole" ? "a whole number" : "a number"} from ${low} to ${number(knob.to)}; ${number(knob.default)} is shown`);
  }
  return faults;
}

function taken(knob: Knob, text: string | null): number | null {
  const value = text === null || text.trim() === "" ? NaN : Number(text);
  const low = knob.scale === "log-zero" ? 0 : knob.from;
  const good = Number.isFinite(value) && value >= low && value <= knob.to && (knob.scale !== "whole" || Number.isInteger(value));
  return good ? value : null;
}

// Links are read by people, too; rounding never leaves the range.
function tidy(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
