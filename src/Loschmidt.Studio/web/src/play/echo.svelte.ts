// The lecture's state: a row of oscillators, what is wrong with it, and the moment that is seen.

import { idealMirror } from "../physics/echo";
import { runRow, type RowMachine } from "../physics/row";
import { LinkReader } from "./link";
import { learningRate, rowOf, type Kind } from "./rows";

export interface EchoKnobs {
  epsilon: number;
  loss: number;
  incomplete: number;
  noise: number;
  seed: number;
}

const fresh: EchoKnobs = { epsilon: 0.005, loss: 0, incomplete: 0, noise: 0, seed: 1 };
const limits: Record<keyof EchoKnobs, readonly [number, number]> = {
  epsilon: [1e-5, 0.3], loss: [0, 0.3], incomplete: [0, 0.5], noise: [0, 0.1], seed: [1, 1e6],
};
const mostSteps = 2000;

export class EchoLecture {
  kind = $state<Kind>("ring");
  knobs = $state<EchoKnobs>({ ...fresh });
  theta = $state.raw<readonly number[]>([]);
  costs = $state.raw<number[]>([]);
  /** Share of the whole echo that has passed: out up to ½, then home. */
  moment = $state(1);
  /** Whether the last step would have torn the machine apart. */
  broken = $state(false);
  playing = $state(false);
  /** What the link asked for in vain; told until something is turned. */
  misread = $state.raw<string[]>([]);
  row = $derived<RowMachine>({ ...rowOf(this.kind, this.knobs.seed), theta: this.theta });
  result = $derived(runRow(this.row, this.settings(this.costs.length)));

  constructor(link: URLSearchParams) {
    this.kind = link.get("machine") === "chain" ? "chain" : "ring";
    const said = new LinkReader(link);
    for (const name of Object.keys(limits) as (keyof EchoKnobs)[]) this.knobs[name] = said.number(name, fresh[name], ...limits[name]);
    this.moment = said.number("moment", 1, 0, 1);
    this.theta = Array.from(rowOf(this.kind, this.knobs.seed).theta);
    this.learn(Math.floor(said.number("steps", 0, 0, mostSteps)));
    const machine = link.get("machine");
    this.misread = machine === null || machine === "ring" || machine === "chain" ? said.faults : [`machine=${machine} is neither ring nor chain; the ring is shown`, ...said.faults];
  }

  get link(): Record<string, number | string> {
    const changed = (Object.keys(fresh) as (keyof EchoKnobs)[]).filter((name) => this.knobs[name] !== fresh[name]);
    return {
      ...(this.kind === "ring" ? {} : { machine: this.kind }),
      ...Object.fromEntries(changed.map((name) => [name, this.knobs[name]])),
      ...(this.costs.length === 0 ? {} : { steps: this.costs.length }),
      ...(this.playing || this.moment === 1 ? {} : { moment: Number(this.moment.toFixed(3)) }),
    };
  }

  choose(kind: Kind): void {
    this.kind = kind;
    this.restart();
  }

  /** A machine with other imperfections begins to learn anew, so that a link tells its whole story. */
  turn(name: keyof EchoKnobs, value: number): void {
    this.knobs[name] = value;
    this.restart();
  }

  /** What is not ideal is made so again. */
  mend(): void {
    this.knobs = { ...fresh, seed: this.knobs.seed };
    this.restart();
  }

  restart(): void {
    this.misread = [];
    this.theta = Array.from(rowOf(this.kind, this.knobs.seed).theta);
    this.costs = [];
    this.broken = false;
  }

  /** Steps of learning: after each echo, friction turns π into a displacement of θ. */
  learn(steps: number): void {
    const costs = this.costs.slice();
    let theta = Array.from(this.theta);
    for (let n = 0; n < steps && costs.length < mostSteps; n++) {
      const { cost, kick } = runRow({ ...rowOf(this.kind, this.knobs.seed), theta }, this.settings(costs.length), false);
      const learned = theta.map((value, i) => value + (learningRate[this.kind] / this.knobs.epsilon) * kick[i]!);
      // What cannot be run is not learned: the picture stays that of the last machine that holds together.
      this.broken = !runs({ ...rowOf(this.kind, this.knobs.seed), theta: learned });
      if (this.broken) break;
      costs.push(cost);
      theta = learned;
    }
    this.theta = theta;
    this.costs = costs;
  }

  play(): void {
    this.misread = [];
    if (this.moment >= 1) this.moment = 0;
    this.playing = !this.playing;
  }

  pass(seconds: number): void {
    this.moment = Math.min(1, this.moment + seconds / 9);
    if (this.moment === 1) this.playing = false;
  }

  private settings(shot: number) {
    const { epsilon, loss, incomplete, noise, seed } = this.knobs;
    return { epsilon, passage: { loss, friction: 0 }, mirror: { incomplete, noise, seed, shot } };
  }
}

// A stiffness below zero is a hill; on a high one the field runs away.
function runs(row: RowMachine): boolean {
  const { cost, kick } = runRow(row, { epsilon: 0, passage: { loss: 0, friction: 0 }, mirror: idealMirror }, false);
  return cost < 100 && kick.every(Number.isFinite);
}
