// The live wave: an endless stream that goes on at the same picture when a knob is turned or time is turned round.

import { open, Refused } from "../../lib/api";
import { judged, misread } from "./knobs";
import { records, type Frame } from "./records";
import type { Board, Knob, LiveHeader, LiveRound, Machine, Offer } from "./types";

const restartAfter = 150;
const counted = 2000;

export class LiveWave implements Board {
  numbers: Record<string, number> = $state({});
  readonly texts = {};
  refusal: string | null = $state(null);
  header: LiveHeader | null = $state.raw(null);
  frame: Frame | null = $state.raw(null);
  /** What was sent out, to compare with what comes home. */
  sent: Float32Array | null = $state.raw(null);
  returned: Float32Array | null = $state.raw(null);
  rounds: LiveRound[] = $state.raw([]);
  /** What a link asked for in vain. */
  misread: string[] = $state.raw([]);
  running = $state(false);
  rate = $state(0);
  total = $state(0);

  private control: AbortController | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private arrivals: number[] = [];
  private done = 0;

  constructor(
    private readonly offer: Offer,
    query: URLSearchParams,
  ) {
    for (const knob of this.knobs) this.numbers[knob.name] = judged(knob, query.get(knob.name));
    this.misread = misread(this.knobs, query, ["view", "machine", "at"]);
  }

  get wave(): Machine {
    return this.offer.machines.find((machine) => machine.name === "wave")!;
  }

  get knobs(): Knob[] {
    const turn: Knob = {
      name: "turn", label: "time runs out for", setting: "", meaning: "steps until time is turned round; 50 are T = 1, where the answer is read", from: 5, to: this.offer.live.mostSteps,
      default: 50, scale: "whole", unit: "steps", imperfection: false,
    };
    return [turn, ...this.wave.knobs.filter((knob) => knob.name === "sample" || knob.imperfection)];
  }

  /** What differs from the usual; a link holds no more. */
  get differing(): Record<string, string> {
    return Object.fromEntries(this.knobs.filter((knob) => this.numbers[knob.name] !== knob.default).map((knob) => [knob.name, String(this.numbers[knob.name])]));
  }

  turn(knob: string, value: number): void {
    if (this.numbers[knob] === value) return;
    this.numbers[knob] = value;
    this.misread = [];
    if (!this.running) return;
    clearTimeout(this.timer);
    // Another sample or another way out is another journey; errors only bend the one under way.
    this.timer = setTimeout(() => this.start(knob === "sample" || knob === "turn" ? 0 : this.done), restartAfter);
  }

  write(): void {}

  toggle(): void {
    if (this.running) this.stop();
    else this.start(this.done);
  }

  /** Turns time round here and now: the same journey with its mirror at this step. */
  turnNow(): void {
    if (this.frame?.leg !== 0 || this.frame.step < 5) return;
    this.numbers.turn = this.frame.step;
    this.start(this.frame.step + 1);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.control?.abort();
    this.running = false;
    this.rate = 0;
  }

  start(from: number): void {
    this.stop();
    this.running = true;
    this.arrivals = [];
    const control = new AbortController();
    this.control = control;
    void this.read(from, control.signal);
  }

  private async read(from: number, signal: AbortSignal): Promise<void> {
    const most = 2 * (this.numbers.turn ?? 50) + 1;
    this.done = from > most ? 0 : from;
    const query = new URLSearchParams({ ...this.differing, sites: this.offer.live.sites, rate: String(this.offer.live.rate), start: String(this.done) });
    try {
      for await (const record of records(await open(`/api/lab/live?${query}`, { signal }))) {
        if (signal.aborted) return;
        this.refusal = null;
        if (record.frame) this.take(record.frame);
        else if (this.isHeader(record.document)) this.header = record.document;
        else this.rounds = [...this.rounds.slice(-7), { ...(record.document as LiveRound), round: this.rounds.length ? this.rounds[this.rounds.length - 1]!.round + 1 : 1 }];
      }
      if (!signal.aborted) throw new Refused(0, "the live wave broke off; start it again");
    } catch (error) {
      if (signal.aborted) return;
      this.refusal = error instanceof Error ? error.message : "the live wave broke off";
      this.stop();
    }
  }

  private isHeader(document: unknown): document is LiveHeader {
    return typeof (document as LiveHeader).width === "number";
  }

  private take(frame: Frame): void {
    this.frame = frame;
    this.total++;
    this.done = frame.leg === 2 ? 0 : this.done + 1;
    if (frame.leg === 0 && frame.step === 0) this.sent = frame.numbers;
    if (frame.leg === 2) this.returned = frame.numbers;
    const now = performance.now();
    this.arrivals.push(now);
    while (this.arrivals[0]! < now - counted) this.arrivals.shift();
    const span = now - this.arrivals[0]!;
    this.rate = span > counted / 4 ? ((this.arrivals.length - 1) * 1000) / span : 0;
  }
}
