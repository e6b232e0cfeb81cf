// What the server says about runs.

export type Status = "running" | "finished" | "interrupted" | "stopped" | "failed" | "corrupt";

export interface RunRow {
  name: string;
  experiment?: string;
  seed?: string;
  estimator?: string;
  status: Status;
  reason?: string;
  steps: number;
  seconds?: number;
  created?: string;
  sweep?: string;
  metrics: Record<string, number | null>;
  tags: string[];
}

export interface SweepRow {
  name: string;
  status: Status;
  jobs: number;
  finished: number;
  created?: string;
  tags: string[];
}

export interface Listing {
  folder: string;
  startable: boolean;
  runs: RunRow[];
  sweeps: SweepRow[];
  warnings: string[];
}

export interface ListChange {
  runs: RunRow[];
  sweeps: SweepRow[];
  gone: string[];
}

export interface Result {
  steps?: number;
  seconds?: number;
  peakBytes?: number;
  predictedBytes?: number;
  failure?: string;
  notes?: string[];
  figures?: string[];
}

export interface RunDetails {
  run: RunRow;
  owner?: { process: number; host: string; here: boolean };
  plannedSteps?: number;
  expected?: { metric: string; value: number; seconds?: number };
  configuration?: string;
  settings: { key: string; value: string }[];
  result?: Result;
  checkpoints: number[];
  files: { path: string; bytes: number }[];
  ledger: { metric: string; name: string; drift: boolean; value: number | null }[];
}

export interface LearnedMap {
  name: string;
  shape: number[];
  width: number;
  height: number;
  unit: string;
  across: string;
  down: string;
  signed: boolean;
  least: number;
  largest: number;
  mean: number;
  deviation: number;
}

export interface Learned {
  step: number;
  steps: number[];
  tensors: LearnedMap[];
}

export interface Comparison {
  runs: string[];
  settings: { key: string; values: (string | null)[] }[];
  metrics: { name: string; values: (number | null)[]; better: number | null }[];
}

/** Address of a run's page; a dot at its end would be taken for a file's name. */
export function pageOf(run: string): string {
  const plain = !run.slice(run.lastIndexOf("/") + 1).includes(".");
  return plain ? `/runs/${run.split("/").map(encodeURIComponent).join("/")}` : `/runs?run=${encodeURIComponent(run)}`;
}

/** Address of something of a run. */
export function of(run: string, what: string, more: Record<string, string | number | undefined> = {}): string {
  const query = new URLSearchParams({ run });
  for (const [key, value] of Object.entries(more)) if (value !== undefined) query.set(key, String(value));
  return `/api/run${what === "" ? "" : `/${what}`}?${query}`;
}
