// Random numbers that depend on where they are used alone, so that a link shows the same noise again.

/** Two standard normal numbers of a seed, a shot and a coordinate. */
export function normals(seed: number, shot: number, coordinate: number): [number, number] {
  const radius = Math.sqrt(-2 * Math.log(uniform(seed, shot, 2 * coordinate)));
  const angle = 2 * Math.PI * uniform(seed, shot, 2 * coordinate + 1);
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

/** Uniform in (0, 1]. */
export function uniform(seed: number, shot: number, which: number): number {
  return (mixed(mixed(mixed(seed) ^ shot) ^ which) + 1) / 4294967296;
}

// The finalizer of MurmurHash3 behind an odd step: every bit of the argument moves every bit of the result.
function mixed(value: number): number {
  let h = (value + 0x9e3779b9) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
