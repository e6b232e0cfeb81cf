// The experiment that is being written: its text is the truth, the form shows and changes it.

import { get, post, Refused } from "../../lib/api";
import type { Meaning, Problem, Verdict, Written } from "./api";

const pause = 250;
const mostSteps = 200;

export class Draft {
  text = $state("");
  quick = $state(false);
  seed = $state("");
  problems = $state.raw<Problem[]>([]);
  values = $state.raw<Record<string, Written>>({});
  /** Whether the text can be read at all; a form cannot change what cannot be read. */
  readable = $state(true);
  summary = $state.raw<Meaning | null>(null);
  checking = $state(false);
  /** Why the last change or question failed. */
  trouble = $state("");
  /** The preset that it began with, and that preset's text. */
  preset = $state("");
  original = $state("");
  private past = $state.raw<string[]>([]);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking: AbortController | undefined;
  private edits: Promise<void> = Promise.resolve();

  readonly canUndo = $derived(this.past.length > 0);
  readonly valid = $derived(this.readable && this.problems.length === 0 && this.summary !== null);

  /** Begins with a preset. */
  async load(preset: string): Promise<void> {
    const found = await get<{ yaml: string }>(`/api/preset?name=${encodeURIComponent(preset)}`);
    this.preset = preset;
    this.original = found.yaml;
    this.write(found.yaml);
  }

  /** Begins with a machine and nothing else; what is missing is told key by key. */
  begin(kind: string): void {
    this.preset = "";
    this.original = "";
    this.write(`name: my-${kind}\nmachine:\n  kind: ${kind}\ndata: { set: random }\ntraining:\n  steps: 100\nseed: 1\n`);
  }

  /** Another text. */
  write(text: string): void {
    if (text === this.text) return;
    if (this.text !== "") this.past = [...this.past.slice(-mostSteps), this.text];
    this.text = text;
    this.check();
  }

  /** The text before the last change. */
  undo(): void {
    const before = this.past.at(-1);
    if (before === undefined) return;
    this.past = this.past.slice(0, -1);
    this.text = before;
    this.check();
  }

  /** Changes one key, one change after another; null takes it away. */
  set(path: string[], value: string | null): Promise<void> {
    this.edits = this.edits.then(() => this.edit(path, value));
    return this.edits;
  }

  /** Problems of a key, by its path with dots. */
  problemsAt = (path: string[]): Problem[] => this.problems.filter((problem) => problem.path === path.join("."));

  /** Whether a key, or one inside it, is wrong. */
  isWrong = (path: string[]): boolean => this.problems.some((problem) => problem.path === path.join(".") || problem.path?.startsWith(`${path.join(".")}.`));

  /** Asks for a verdict, when typing pauses; older questions are dropped. */
  check(): void {
    this.checking = true;
    this.asking?.abort();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), pause);
  }

  private async edit(path: string[], value: string | null): Promise<void> {
    try {
      const before = this.text;
      const { yaml } = await post<{ yaml: string }>("/api/edit", { yaml: before, path, value });
      if (this.text === before) this.write(yaml);
      else await this.edit(path, value); // somebody typed meanwhile: the change belongs into the newer text
      this.trouble = "";
    } catch (error) {
      this.trouble = error instanceof Refused ? error.message : String(error);
    }
  }

  private async ask(): Promise<void> {
    const asking = new AbortController();
    this.asking = asking;
    const sets = this.seed.trim() === "" ? [] : [`seed=${this.seed.trim()}`];
    try {
      const verdict = await post<Verdict>("/api/validate", { yaml: this.text, quick: this.quick, sets }, asking.signal);
      this.problems = verdict.problems;
      this.readable = verdict.values !== undefined;
      if (verdict.values) this.values = verdict.values;
      this.summary = verdict.summary ?? null;
      this.trouble = "";
    } catch (error) {
      if (asking.signal.aborted) return;
      this.trouble = error instanceof Refused ? error.message : String(error);
    }
    this.checking = false;
  }
}

/** A text as a YAML value that reads back as text. */
export const quoted = (text: string): string => (/^[A-Za-z][A-Za-z0-9 _./()+=-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n|nan|inf)$/i.test(text) && !text.endsWith(" ") ? text : JSON.stringify(text));
