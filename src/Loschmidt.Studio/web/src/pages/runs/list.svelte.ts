// The list of runs, kept up to date by the server.

import { follow } from "./stream";
import type { ListChange, Listing, RunRow, SweepRow } from "./types";

export class RunList {
  runs = $state.raw<RunRow[]>([]);
  sweeps = $state.raw<SweepRow[]>([]);
  folder = $state("");
  startable = $state(false);
  warnings = $state.raw<string[]>([]);
  ready = $state(false);
  connected = $state(true);

  /** Begins; ends when the returned function is called. */
  start(): () => void {
    return follow(() => "/api/runs/events", {
      on: { list: (data) => this.replace(JSON.parse(data) as Listing), change: (data) => this.merge(JSON.parse(data) as ListChange) },
      connected: (there) => (this.connected = there),
    });
  }

  private replace(all: Listing): void {
    this.runs = all.runs;
    this.sweeps = all.sweeps;
    this.folder = all.folder;
    this.startable = all.startable;
    this.warnings = all.warnings;
    this.ready = true;
  }

  private merge(change: ListChange): void {
    const gone = new Set(change.gone);
    this.runs = merged(this.runs, change.runs, gone);
    this.sweeps = merged(this.sweeps, change.sweeps, gone);
  }
}

function merged<T extends { name: string }>(before: T[], changed: T[], gone: Set<string>): T[] {
  const all = new Map(before.filter(({ name }) => !gone.has(name)).map((one) => [one.name, one]));
  for (const one of changed) all.set(one.name, one);
  return [...all.values()];
}
