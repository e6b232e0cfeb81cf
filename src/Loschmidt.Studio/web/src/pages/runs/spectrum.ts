// Pictures of spectra: k = 0 stands at [height/2, width/2], and k runs from −π to π per site.

/** Logarithms of powers, and ends of a scale of at most six decades. */
export function logarithms(power: ArrayLike<number>): { values: Float32Array; low: number; high: number } {
  const largest = Array.from(power).reduce((most, value) => Math.max(most, value), 0) || 1;
  const high = Math.ceil(Math.log10(largest) * 10) / 10;
  const low = high - 6;
  return { values: Float32Array.from(power, (value) => Math.max(low, Math.log10(value || 1e-300))), low, high };
}

/** Mean power over rings of equal |k|, k = 0 left out. */
export function radial(power: ArrayLike<number>, width: number, height: number): { k: number[]; power: number[] } {
  const rings = Math.max(1, Math.floor(Math.max(width, height) / 2));
  const [sums, counts] = [new Float64Array(rings + 1), new Float64Array(rings + 1)];
  for (let row = 0; row < height; row++) {
    const down = (2 * Math.PI * (row - Math.floor(height / 2))) / height;
    for (let column = 0; column < width; column++) {
      const across = (2 * Math.PI * (column - Math.floor(width / 2))) / width;
      const ring = Math.round((Math.hypot(across, down) / Math.PI) * rings);
      if (ring === 0 || ring > rings) continue;
      sums[ring]! += power[row * width + column]!;
      counts[ring]!++;
    }
  }
  const full = Array.from({ length: rings }, (_, index) => index + 1).filter((ring) => counts[ring]! > 0);
  return { k: full.map((ring) => (Math.PI * ring) / rings), power: full.map((ring) => sums[ring]! / counts[ring]!) };
}

/** What the axis of a spectrum shows. */
export const spectrumShift = (axis: string): string => `k of ${axis.replace(/ \(.*\)/, "")}, −π … π per site`;
