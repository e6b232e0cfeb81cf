// What a comparison is about: a preset with overrides, judged as it is chosen.

import { get, post, Refused } from "../../lib/api";
import type { Meaning, Preset, Problem, Verdict } from "../new/api";

const pause = 250;
const between = "\n";

export class Subject {
  presets = $state.raw<Preset[]>([]);
  preset = $state("");
  quick = $state(false);
  seed = $state("");
  /** Overrides, one a line. */
  sets = $state("");
  problems = $state.raw<Problem[]>([]);
  meaning = $state.raw<Meaning | null>(null);
  trouble = $state("");
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking: AbortController | undefined;

  readonly chosen = $derived(this.presets.find((one) => one.name === this.preset));
  readonly lines = $derived(this.sets.split(between).map((line) => line.trim()).filter((line) => line !== ""));

  /** Reads the presets and what a link says. */
  async begin(query: URLSearchParams, usual: string): Promise<void> {
    this.presets = (await get<{ presets: Preset[] }>("/api/presets")).presets;
    this.preset = query.get("preset") ?? usual;
    this.quick = query.get("quick") === "true";
    this.seed = query.get("seed") ?? "";
    this.sets = (query.get("sets") ?? "").replaceAll("; ", between);
    this.check();
  }

  /** What a link has to say. */
  state(): Record<string, string | boolean | null> {
    return { preset: this.preset, quick: this.quick || null, seed: this.seed.trim(), sets: this.lines.join("; ") };
  }

  /** The part of a job's request that is about it. */
  request(): object {
    return { preset: this.preset, quick: this.quick, sets: this.lines, seed: this.seed.trim() === "" ? null : Number(this.seed) };
  }

  choose(preset: string): void {
    this.preset = preset;
    if (!this.chosen?.quick) this.quick = false;
    this.check();
  }

  check(): void {
    this.asking?.abort();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), pause);
  }

  private async ask(): Promise<void> {
    const asking = new AbortController();
    this.asking = asking;
    try {
      const { yaml } = await get<{ yaml: string }>(`/api/preset?name=${encodeURIComponent(this.preset)}`, asking.signal);
      const sets = [...this.lines, ...(this.seed.trim() === "" ? [] : [`seed=${this.seed.trim()}`])];
      const verdict = await post<Verdict>("/api/validate", { yaml, quick: this.quick, sets }, asking.signal);
      this.problems = verdict.problems;
      this.meaning = verdict.summary ?? null;
      this.trouble = "";
    } catch (error) {
      if (!asking.signal.aborted) this.trouble = error instanceof Refused ? error.message : String(error);
    }
  }
}
