// Comparisons that say what was wanted and what was there.

/** A condition with its statement. */
export function check(condition, statement) {
  if (!condition) throw new Error(statement);
}

/** Equal, part by part. */
export function equal(actual, expected, what = "value") {
  const [is, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== wanted) throw new Error(`${what} is ${is}, not ${wanted}`);
}

/** Within a tolerance of a number. */
export function near(actual, expected, tolerance, what = "value") {
  if (!(Math.abs(actual - expected) <= tolerance)) throw new Error(`${what} is ${actual}, not ${expected} ± ${tolerance}`);
}

/** Between two numbers, the ends included. */
export function between(actual, least, most, what = "value") {
  if (!(actual >= least && actual <= most)) throw new Error(`${what} is ${actual}, not between ${least} and ${most}`);
}

/** A text with a part. */
export function includes(text, part, what = "text") {
  if (!String(text).includes(part)) throw new Error(`${what} is '${String(text).slice(0, 200)}' and has no '${part}'`);
}

/** Asks again until nothing is thrown; the last complaint where that takes longer than `limit` milliseconds. */
export async function eventually(body, limit = 10_000) {
  for (const end = Date.now() + limit; ; ) {
    try {
      return await body();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((go) => setTimeout(go, 50));
    }
  }
}

/** A number as pages write it, such as −3.2·10⁻⁷, 12.5 % or 0.04; NaN where there is none. */
export function read(text) {
  const plain = text.trim().replaceAll("−", "-");
  const power = /^(?:(-?[\d.]+)·)?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/.exec(plain);
  if (power === null) return Number(/^-?\d+(\.\d+)?/.exec(plain)?.[0] ?? NaN);
  const exponent = [...power[2]].map((sign) => (sign === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign))).join("");
  return Number(`${power[1] ?? 1}e${exponent}`);
}
