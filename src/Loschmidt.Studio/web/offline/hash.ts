// The part of the address behind # carries the page's state: a file has no server to ask, and a bookmark shows the same again.

/** What the address says. */
export const link = (): URLSearchParams => new URLSearchParams(location.hash.slice(1));

/** Writes the state into the address, without an entry in the history. */
export function remember(state: Record<string, string | number>): void {
  const text = new URLSearchParams(Object.entries(state).map(([name, value]): [string, string] => [name, String(value)])).toString();
  if (text !== location.hash.slice(1)) location.replace(`#${text}`);
}
