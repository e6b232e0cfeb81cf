// Colour maps that stay ordered in grey and for every common kind of colour vision: the same as in the figures of the command line.

export type ColourMap = "sequential" | "diverging" | "diverging-dark";

// An odd number, so that zero of a signed scale has a colour of its own.
export const levels = 257;
const tables = new Map<ColourMap, Uint8Array>();

/** Colours of four bytes each. */
export function colours(map: ColourMap): Uint8Array {
  let table = tables.get(map);
  if (!table) {
    table = new Uint8Array(4 * levels);
    for (let i = 0; i < levels; i++) table.set([...at(map, i / (levels - 1)), 255], 4 * i);
    tables.set(map, table);
  }
  return table;
}

/** A colour as CSS; u is 0 … 1, values beyond are clipped. */
export function css(map: ColourMap, u: number): string {
  const index = 4 * Math.round(Math.min(1, Math.max(0, u || 0)) * (levels - 1));
  const [red, green, blue] = colours(map).subarray(index, index + 3);
  return `rgb(${red} ${green} ${blue})`;
}

/** A CSS gradient from left to right, for the bar beside a picture. */
export function bar(map: ColourMap): string {
  const stops = Array.from({ length: 33 }, (_, i) => css(map, i / 32));
  return `linear-gradient(to right, ${stops.join(", ")})`;
}

function at(map: ColourMap, u: number): [number, number, number] {
  if (map === "sequential") {
    // Dark violet, blue, teal, green, light yellow; lightness rises evenly.
    const hue = 300 - 195 * u ** 1.15;
    const chroma = 0.115 + 0.065 * u - 0.04 * Math.sin(Math.PI * u);
    return oklch(0.2 + 0.74 * u, chroma, hue);
  }
  const signed = 2 * u - 1;
  const size = Math.abs(signed);
  const hue = signed < 0 ? 258 : map === "diverging" ? 27 : 55;
  if (map === "diverging-dark") return oklch(0.24 + 0.58 * size ** 0.85, 0.14 * Math.sin(0.5 * Math.PI * size ** 0.8), hue);
  return oklch(0.985 - 0.55 * size ** 1.1, 0.175 * Math.sin(0.5 * Math.PI * size ** 0.8) * (signed < 0 ? 0.95 : 1), hue);
}

// B. Ottosson's OKLab (2020): equal steps look equal.
function oklch(lightness: number, chroma: number, hue: number): [number, number, number] {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    byte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function byte(linear: number): number {
  const shown = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, Math.max(0, shown)));
}
