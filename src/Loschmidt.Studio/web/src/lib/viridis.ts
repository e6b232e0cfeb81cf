// A map from dark blue over green to yellow whose lightness rises evenly, so that everybody reads it, in print as well.

const knots: [number, number, number][] = [
  [68, 1, 84], [71, 39, 119], [62, 74, 137], [49, 104, 142], [38, 130, 142], [31, 158, 137], [53, 183, 121], [109, 205, 89], [180, 222, 44], [253, 231, 37],
];

/** The colour of a share from 0 to 1. */
export function viridis(share: number): string {
  const at = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0)) * (knots.length - 1);
  const [low, high] = [knots[Math.floor(at)]!, knots[Math.ceil(at)]!];
  const mixed = low.map((value, channel) => Math.round(value + (high[channel]! - value) * (at % 1)));
  return `rgb(${mixed.join(" ")})`;
}
