// The game: a table, a ball on its rail that learns, and the shots so far.

import { learn, shoot, table, type PinballSettings, type Shot } from "../physics/pinball";
import { world } from "./drawTable";
import { LinkReader } from "./link";
import { ends } from "./timeline";

/** Below this the ball meets its target for every eye. */
export const learnedAt = 1e-10;
const ghosts = 14;
const mostShots = 20_000;
/** Beyond this a kick is too weak to be waited for; links end here, too. */
const farthest = 5;

export interface Knobs {
  target: number;
  epsilon: number;
  friction: number;
  incomplete: number;
  noise: number;
  seed: number;
}

const fresh: Knobs = { target: table.target, epsilon: table.epsilon, friction: 0, incomplete: 0, noise: 0, seed: 1 };
const freshFrom = -1.2;

export class PinballGame {
  knobs = $state<Knobs>({ ...fresh });
  /** Where the rail's ball was when a knob was last touched: what follows is decided by it, the knobs and the number of shots. */
  from = $state(freshFrom);
  costs = $state.raw<number[]>([]);
  thetas = $state.raw<number[]>([]);
  /** The shot that is seen. */
  shot = $state.raw<Shot>(undefined as unknown as Shot);
  /** Ways out of shots before it, the youngest last. */
  before = $state.raw<Float64Array[]>([]);
  /** Whether the shot that is seen has moved the rail's ball. */
  taught = $state(false);
  moment = $state(0);
  playing = $state(false);
  training = $state(false);
  slow = $state(false);
  /** Shots a second while it trains. */
  rate = $state(20);
  said = $state("");
  /** What the link asked for in vain; told until something is played. */
  misread = $state.raw<string[]>([]);
  private owed = 0;

  constructor(link: URLSearchParams) {
    const said = new LinkReader(link);
    for (const name of Object.keys(this.knobs) as (keyof Knobs)[]) this.knobs[name] = said.number(name, fresh[name], ...limits[name]);
    this.from = said.number("from", freshFrom, -farthest, farthest);
    this.shot = this.seen(this.from, 0);
    const shots = Math.floor(said.number("shots", 0, 0, mostShots));
    if (shots > 0) this.many(shots);
    this.moment = said.number("moment", this.taught ? ends.learn : 0, 0, ends.learn);
    this.misread = said.faults;
  }

  get shots(): number {
    return this.costs.length;
  }

  /** Where the rail's ball sits. */
  get theta(): number {
    return this.taught ? this.shot.learned : this.shot.theta;
  }

  /** Whether the ball on the rail is where the table no longer shows it, and hardly anything pushes it back. */
  get astray(): boolean {
    return this.theta < world.left || this.theta > world.right;
  }

  /** What a link must say to show this again. */
  get link(): Record<string, number | string> {
    const changed = (Object.keys(this.knobs) as (keyof Knobs)[]).filter((name) => this.knobs[name] !== fresh[name]);
    return {
      ...Object.fromEntries(changed.map((name) => [name, this.knobs[name]])),
      ...(this.from === freshFrom ? {} : { from: this.from }),
      ...(this.shots === 0 ? {} : { shots: this.shots }),
      ...(this.playing || this.moment === (this.taught ? ends.learn : 0) ? {} : { moment: Number(this.moment.toFixed(2)) }),
    };
  }

  /** Turns a knob: the next shot is another one, and the course of learning begins anew. */
  turn(name: keyof Knobs, value: number): void {
    const theta = this.theta;
    this.knobs[name] = value;
    this.put(theta);
  }

  /** Puts the rail's ball somewhere. */
  put(theta: number): void {
    this.from = theta;
    this.said = "";
    this.misread = [];
    this.costs = this.thetas = [];
    this.before = [];
    this.playing = this.taught = false;
    this.moment = 0;
    this.shot = this.seen(theta, 0);
  }

  /** All as it was. */
  reset(): void {
    this.training = false;
    this.knobs = { ...fresh };
    this.put(freshFrom);
    this.said = "Everything is as it was.";
  }

  /** Launches the ball, or goes on where it was stopped. */
  launch(): void {
    this.training = false;
    this.misread = [];
    if (this.moment >= ends.learn || this.taught) this.next();
    this.playing = true;
  }

  /** One shot from launch to lesson, at once. */
  once(): void {
    this.playing = this.training = false;
    this.misread = [];
    if (this.taught) this.next();
    this.teach();
    this.moment = ends.learn;
    this.tell();
  }

  train(): void {
    this.training = !this.training;
    this.misread = [];
    this.playing = false;
    if (!this.training) this.tell();
  }

  /** Shows a moment of the shot that is seen. */
  scrub(moment: number): void {
    this.playing = this.training = false;
    this.misread = [];
    this.moment = moment;
  }

  /** Time passes, in seconds of the reader. */
  pass(seconds: number): void {
    if (this.playing) this.play(seconds);
    if (this.training) this.owe(seconds);
  }

  /** What the present shot says, in one line. */
  tell(): void {
    const { cost, reached } = this.shot;
    const x = (value: number): string => value.toFixed(3).replace("-", "−");
    this.said = this.astray
      ? `After ${this.shots} shots the ball on the rail is at θ = ${x(this.theta)}, off the table: it will not arrive. Put it back.`
      : cost < learnedAt
      ? `Learned in ${this.shots} shots: the ball arrives at x = ${x(reached)}.`
      : `Shot ${this.shots}: the ball arrived at x = ${x(reached)}, the target is ${x(this.knobs.target)}; the ball on the rail moved from ${x(this.shot.theta)} to ${x(this.shot.learned)}.`;
  }

  private play(seconds: number): void {
    this.moment = Math.min(ends.learn, this.moment + seconds * (this.slow ? 0.5 : 2.4));
    if (this.moment >= ends.home && !this.taught) this.teach();
    if (this.moment < ends.learn) return;
    this.playing = false;
    this.tell();
  }

  private owe(seconds: number): void {
    this.owed = Math.min(this.owed + seconds * this.rate, 4 * this.rate);
    const shots = Math.floor(this.owed);
    if (shots === 0) return;
    this.owed -= shots;
    this.many(shots, learnedAt);
    if (this.shot.cost > learnedAt && this.shots < mostShots && Math.abs(this.theta) < farthest) return;
    this.training = false;
    this.tell();
  }

  private many(shots: number, enough = -1): void {
    const [costs, thetas] = [this.costs.slice(), this.thetas.slice()];
    let theta = this.theta;
    const last = Math.min(mostShots - 1, costs.length + shots - 1);
    this.remember();
    while (costs.length < last && Math.abs(theta) < farthest && (costs.at(-1) ?? 1) > enough) {
      thetas.push(theta);
      const { cost, learned } = learn(this.settings(costs.length), theta);
      costs.push(cost);
      theta = learned;
    }
    [this.costs, this.thetas] = [costs, thetas];
    this.shot = this.seen(theta, costs.length);
    this.taught = false;
    this.teach();
    this.moment = ends.learn;
  }

  private teach(): void {
    if (this.taught) return;
    this.taught = true;
    this.costs = [...this.costs, this.shot.cost];
    this.thetas = [...this.thetas, this.shot.theta];
  }

  private next(): void {
    this.remember();
    this.shot = this.seen(this.theta, this.shots);
    this.taught = false;
    this.moment = 0;
  }

  private remember(): void {
    if (this.taught) this.before = [...this.before.slice(1 - ghosts), this.shot.out];
  }

  private seen(theta: number, shot: number): Shot {
    return shoot(this.settings(shot), theta);
  }

  private settings(shot: number): PinballSettings {
    const { target, epsilon, friction, incomplete, noise, seed } = this.knobs;
    return { target, epsilon, friction, mirror: { incomplete, noise, seed, shot } };
  }
}

/** How far each knob turns. */
export const limits: Record<keyof Knobs, readonly [number, number]> = {
  target: [-0.9, 0.9], epsilon: [1e-4, 0.1], friction: [0, 1], incomplete: [0, 0.5], noise: [0, 0.1], seed: [1, 1e6],
};
