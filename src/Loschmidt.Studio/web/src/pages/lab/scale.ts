// One scale for the kick and for what the gradient says, so that they can be compared by eye.

import type { Film } from "./film";

/** As large as both; a kick beyond three times the gradient is clipped rather than letting the gradient fade. */
export function kickScale(film: Film): number {
  const largest = (values: ArrayLike<number> | null): number => Array.from(values ?? []).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const predicted = largest(film.array(film.last, "predicted"));
  return Math.min(3 * predicted, Math.max(predicted, largest(film.array(film.last, "kick")))) || 1;
}
