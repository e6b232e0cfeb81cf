// From the place of a slider to a value and back: straight, by powers, or zero and then powers.

import type { Knob } from "./types";

/** Places of a slider. */
export const places = 120;

export function valueAt(knob: Knob, place: number): number {
  const { from, to, scale } = knob;
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
  const value = text === null || text.trim() === "" ? NaN : Number(text);
  const low = knob.scale === "log-zero" ? 0 : knob.from;
  const good = Number.isFinite(value) && value >= low && value <= knob.to && (knob.scale !== "whole" || Number.isInteger(value));
  return good ? value : knob.default;
}

// Links are read by people, too; rounding never leaves the range.
function tidy(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
