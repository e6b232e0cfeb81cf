// Which rows of the list are shown, in which order.

import { accuracy, cost } from "./words";
import type { RunRow, SweepRow } from "./types";

export interface Wish {
  text: string;
  experiment: string;
  status: string;
  tag: string;
  sort: string;
  down: boolean;
}

export type Row = { kind: "run"; run: RunRow } | { kind: "sweep"; sweep: SweepRow };

export const keys = ["created", "name", "status", "steps", "seconds", "cost", "accuracy"] as const;

/** What a column sorts by first: the newest, the best, the most. */
export const downAtFirst = (key: string): boolean => ["created", "steps", "seconds", "accuracy"].includes(key);

/** Rows to show; the jobs of a sweep stand behind it when it is open, or when a text is looked for. */
export function rows(runs: RunRow[], sweeps: SweepRow[], wish: Wish, open: Set<string>): Row[] {
  const searched = wish.text !== "" || wish.experiment !== "";
  const alone: Row[] = runs.filter((run) => !run.sweep || searched).filter((run) => fits(run, wish)).map((run) => ({ kind: "run", run }));
  const swept: Row[] = sweeps.filter((sweep) => fits(sweep, wish)).map((sweep) => ({ kind: "sweep", sweep }));
  const sorted = [...alone, ...swept].sort((a, b) => compare(a, b, wish));
  if (searched) return sorted;
  return sorted.flatMap((row): Row[] => {
    if (row.kind === "run" || !open.has(row.sweep.name)) return [row];
    const jobs = runs.filter((run) => run.sweep === row.sweep.name).map((run): Row => ({ kind: "run", run }));
    return [row, ...jobs.sort((a, b) => compare(a, b, wish))];
  });
}

function fits(one: RunRow | SweepRow, wish: Wish): boolean {
  const isRun = "metrics" in one;
  return (
    one.name.toLowerCase().includes(wish.text.toLowerCase()) &&
    (wish.status === "" || one.status === wish.status) &&
    (wish.tag === "" || one.tags.includes(wish.tag)) &&
    (wish.experiment === "" || (isRun && one.experiment === wish.experiment))
  );
}

function compare(a: Row, b: Row, { sort, down }: Wish): number {
  const [left, right] = [value(a, sort), value(b, sort)];
  const sign = down ? -1 : 1;
  if (left === null || right === null) return left === right ? nameOf(b).localeCompare(nameOf(a)) : left === null ? 1 : -1;
  const order = typeof left === "string" ? left.localeCompare(String(right)) : left - Number(right);
  return order === 0 ? nameOf(b).localeCompare(nameOf(a)) : sign * order;
}

export const nameOf = (row: Row): string => (row.kind === "run" ? row.run.name : row.sweep.name);

function value(row: Row, sort: string): string | number | null {
  const one = row.kind === "run" ? row.run : row.sweep;
  if (sort === "name" || sort === "status") return one[sort];
  if (sort === "created") return one.created ?? null;
  if (row.kind === "sweep") return null;
  const { metrics, steps, seconds } = row.run;
  if (sort === "steps") return steps;
  if (sort === "seconds") return seconds ?? null;
  const metric = sort === "cost" ? cost(metrics) : accuracy(metrics);
  return metric === null ? null : (metrics[metric] ?? null);
}
