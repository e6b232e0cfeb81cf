// Plays a film: moments go by at a pace, the flip and the injection are held so that they are seen.

import type { Film, Moment, Phase } from "./film";

/** Moments a second at pace 1: a film of a hundred takes four seconds. */
const tempo = 25;
const held = 14;

/** In their order; keys 1 to 4 turn to them. */
export const phases: Phase[] = ["forward", "flip", "inject", "home"];

export const paces = [0.125, 0.25, 0.5, 1, 2, 4];

export class Player {
  film: Film | null = $state.raw(null);
  at = $state(0);
  playing = $state(false);
  pace = $state(1);

  readonly moment: Moment | null = $derived(this.film?.moments[this.at] ?? null);
  private beat = 0;
  private last = 0;
  private waiting = 0;

  /** Takes another film and stays at its moment, where it has one. */
  show(film: Film | null): void {
    this.film = film;
    if (film) this.at = Math.min(this.at, film.moments.length - 1);
  }

  toggle(): void {
    if (this.playing) this.stop();
    else this.play();
  }

  play(): void {
    if (!this.film) return;
    if (this.at >= this.film.moments.length - 1) this.at = 0;
    this.playing = true;
    this.last = performance.now();
    this.waiting = 0;
    cancelAnimationFrame(this.beat);
    this.beat = requestAnimationFrame((now) => this.tick(now));
  }

  stop(): void {
    this.playing = false;
    cancelAnimationFrame(this.beat);
  }

  go(moment: number): void {
    const most = (this.film?.moments.length ?? 1) - 1;
    this.at = Math.min(most, Math.max(0, Math.round(moment)));
  }

  /** Where a phase begins. */
  turnTo(phase: Phase): void {
    if (!this.film) return;
    this.stop();
    this.go(this.film.moments.findIndex((moment) => moment.phase === phase));
  }

  step(by: number): void {
    this.stop();
    this.go(this.at + by);
  }

  private tick(now: number): void {
    if (!this.playing || !this.film) return;
    this.waiting += ((Math.min(now - this.last, 250) * tempo) / 1000) * this.pace;
    this.last = now;
    for (;;) {
      const moment = this.film.moments[this.at]!;
      const due = moment.phase === "flip" || moment.phase === "inject" ? held : this.film.moments.length > 300 ? 0.5 : 1;
      if (this.waiting < due) break;
      this.waiting -= due;
      this.at++;
      if (this.at >= this.film.moments.length - 1) return this.stop();
    }
    this.beat = requestAnimationFrame((next) => this.tick(next));
  }
}
