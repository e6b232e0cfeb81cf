// What a link says of the games: numbers within their limits, and what it asks for in vain.

import { number } from "../lib/format";

export class LinkReader {
  readonly faults: string[] = [];

  constructor(private readonly link: URLSearchParams) {}

  /** The number of that name, or what stands there usually. */
  number(name: string, otherwise: number, least: number, most: number): number {
    const text = this.link.get(name);
    if (text === null) return otherwise;
    const value = text.trim() === "" ? NaN : Number(text);
    if (value >= least && value <= most) return value;
    this.faults.push(`${name}=${text} is not a number from ${number(least)} to ${number(most)}; ${number(otherwise)} is shown`);
    return otherwise;
  }
}

const often = 500;

/** Writes what is seen into the link, twice a second while it changes: a browser counts how often that is done. */
export function writer<State>(write: (state: State) => void): { take: (state: State) => void; end: () => void } {
  let newest: State;
  let due: ReturnType<typeof setTimeout> | undefined;
  return {
    take(state) {
      newest = state;
      due ??= setTimeout(() => {
        due = undefined;
        write(newest);
      }, often);
    },
    end: () => clearTimeout(due),
  };
}
