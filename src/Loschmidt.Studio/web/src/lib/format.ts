// Numbers for people: as many digits as mean something, powers of ten with a true minus.

/** A number with that many significant digits, such as 3.2·10⁻⁷ or 0.0412. */
export function number(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e6) return minus(String(Number(value.toPrecision(digits))));
  const [mantissa = "", exponent = "0"] = value.toExponential(digits - 1).split("e");
  const power = superscript(Number(exponent));
  return Number(mantissa) === 1 ? `10${power}` : `${minus(mantissa)}·10${power}`;
}

/** Labels of an axis: as many digits as tell neighbours apart. */
export function labels(marks: (number | null)[]): string[] {
  const written = (digits: number): string[] => marks.map((mark) => (mark === null ? "" : number(mark, digits)));
  const apart = (texts: string[]): boolean => new Set(texts.filter((text) => text !== "")).size === marks.filter((mark) => mark !== null).length;
  let digits = 3;
  while (digits < 12 && !apart(written(digits))) digits++;
  return written(digits);
}

/** A share in per cent. */
export const percent = (share: number, digits = 1): string => `${minus((100 * share).toFixed(digits))} %`;

/** Seconds as people say them. */
export function duration(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 90) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** Bytes as people say them. */
export function bytes(count: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const unit = count < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3));
  return `${Number((count / 1000 ** unit).toPrecision(3))} ${units[unit]}`;
}

const minus = (text: string): string => text.replace("-", "−");

function superscript(exponent: number): string {
  const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  return (exponent < 0 ? "⁻" : "") + [...String(Math.abs(exponent))].map((digit) => digits[Number(digit)]).join("");
}
