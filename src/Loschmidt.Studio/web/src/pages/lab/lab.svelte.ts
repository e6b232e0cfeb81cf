// The state of the echo lab: a machine, its knobs, the film of its echo, and the summary that follows the sliders.

import { get } from "../../lib/api";
import { loadFilm, type Film } from "./film";
import { misread, judged } from "./knobs";
import type { Machine, Offer, Summary } from "./types";

const summaryAfter = 60;
const filmAfter = 320;

export class Lab {
  machine: Machine = $state.raw()!;
  numbers: Record<string, number> = $state({});
  texts: Record<string, string> = $state({});
  film: Film | null = $state.raw(null);
  summary: Summary | null = $state.raw(null);
  refusal: string | null = $state(null);
  /** What a link asked for in vain. */
  misread: string[] = $state.raw([]);
  /** Whether the summary belongs to the knobs as they stand. */
  settled = $state(false);

  private asking: AbortController | undefined;
  private filming: AbortController | undefined;
  private timers: ReturnType<typeof setTimeout>[] = [];

  constructor(
    readonly offer: Offer,
    query: URLSearchParams,
  ) {
    const name = query.get("machine");
    this.choose(name ?? "", query);
    if (name !== null && name !== this.machine.name) this.misread = [`machine=${name} is not in the lab; it has ${offer.machines.map((machine) => machine.name).join(", ")}`];
    else this.misread = misread(this.machine.knobs, query, ["machine", "view", "at"]);
  }

  /** Takes a machine with its usual knobs, or those of a link. */
  choose(name: string, query = new URLSearchParams()): void {
    this.machine = this.offer.machines.find((machine) => machine.name === name) ?? this.offer.machines[0]!;
    this.numbers = {};
    this.texts = {};
    for (const knob of this.machine.knobs) {
      if (knob.scale === "text") this.texts[knob.name] = query.get(knob.name) ?? knob.text ?? "";
      else this.numbers[knob.name] = judged(knob, query.get(knob.name));
    }
    this.film = null;
    this.summary = null;
    this.refusal = null;
    this.changed(true);
  }

  reset(): void {
    this.choose(this.machine.name);
  }

  turn(knob: string, value: number): void {
    if (this.numbers[knob] === value) return;
    this.numbers[knob] = value;
    this.changed();
  }

  write(knob: string, text: string): void {
    this.texts[knob] = text;
    this.changed();
  }

  /** The summary, unless the knobs as they stand are refused. */
  get judged(): Summary | null {
    return this.refusal === null ? this.summary : null;
  }

  /** What differs from the usual; a link holds no more. */
  get differing(): Record<string, string> {
    const said: Record<string, string> = {};
    for (const knob of this.machine.knobs) {
      if (knob.scale === "text" ? this.texts[knob.name] !== knob.text : this.numbers[knob.name] !== knob.default)
        said[knob.name] = String(knob.scale === "text" ? this.texts[knob.name] : this.numbers[knob.name]);
    }
    return said;
  }

  get query(): string {
    return new URLSearchParams({ machine: this.machine.name, ...this.differing }).toString();
  }

  dispose(): void {
    this.timers.forEach(clearTimeout);
    this.asking?.abort();
    this.filming?.abort();
  }

  // The numbers follow while a slider moves; the film comes when it rests.
  private changed(atOnce = false): void {
    this.dispose();
    this.settled = false;
    this.misread = [];
    this.timers = atOnce ? [setTimeout(() => void this.shoot(), 0)] : [setTimeout(() => void this.ask(), summaryAfter), setTimeout(() => void this.shoot(), filmAfter)];
  }

  private async ask(): Promise<void> {
    this.asking = new AbortController();
    await this.attempt(this.asking, async (signal) => {
      const summary = await get<Summary>(`/api/lab/gradient?${this.query}`, signal);
      if (!signal.aborted) this.summary = summary;
    });
  }

  private async shoot(): Promise<void> {
    this.filming = new AbortController();
    await this.attempt(this.filming, async (signal) => {
      const film = await loadFilm(this.query, signal);
      if (signal.aborted) return;
      [this.film, this.summary, this.settled] = [film, film.summary, true];
    });
  }

  private async attempt(control: AbortController, action: (signal: AbortSignal) => Promise<void>): Promise<void> {
    try {
      await action(control.signal);
      if (!control.signal.aborted) this.refusal = null;
    } catch (error) {
      if (control.signal.aborted) return;
      // Where a formula stands in the preset's file says nothing to whom writes it here.
      this.refusal = error instanceof Error ? error.message.replace(/^[\w.-]+:\d+:\d+: /, "") : "the film broke off";
      this.settled = true;
    }
  }
}
