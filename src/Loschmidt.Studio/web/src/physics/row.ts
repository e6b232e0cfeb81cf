import { DuffingRow } from "./duffing";
import { cosine, echo, exactGradient, type Goal, type Mirror } from "./echo";
import { Machine, type Passage, type Schedule } from "./machine";
import { uniform } from "./random";
import type { State } from "./state";

/** A row of Duffing oscillators and what is asked of it. */
export interface RowMachine extends Schedule {
  sites: number;
  ring: boolean;
  hardening: number;
  /** Displacements at the start; everything is at rest. */
  start: ArrayLike<number>;
  /** Every stiffness of a well, then of a spring. */
  theta: ArrayLike<number>;
  goal: Goal;
}

export interface RowSettings {
  epsilon: number;
  passage: Passage;
  mirror: Mirror;
}

/** An echo seen from end to end. */
export interface RowEcho {
  /** q of every site after every step, [2 steps + 1][sites]: the way out, then home. */
  film: Float32Array;
  cost: number;
  /** π behind the echo. */
  kick: Float64Array;
  /** ∂C/∂θ of the way out as it really is; empty where it was not asked for. */
  gradient: Float64Array;
  /** Cosine of −π and the gradient. */
  agreement: number;
  /** |π|/(ε|∂C/∂θ|): 1 where the kick has the right size. */
  size: number;
  /** Distance of q from its start after the way home, as a share of the start's. */
  astray: number;
  /** Energy at the end of the way out, as a share of what it began with. */
  energyLeft: number;
}

/** Stiffnesses as a fresh machine has them: wells 0.8 to 1.2, springs 0.4 to 0.8. */
export function drawn(sites: number, ring: boolean, seed: number): number[] {
  const wells = Array.from({ length: sites }, (_, i) => 0.8 + 0.4 * uniform(seed, 0, i));
  const springs = Array.from({ length: ring ? sites : sites - 1 }, (_, i) => 0.4 + 0.4 * uniform(seed, 1, i));
  return [...wells, ...springs];
}

/** Runs a row out and home; `judged` asks for the exact gradient, too. */
export function runRow(row: RowMachine, settings: RowSettings, judged = true): RowEcho {
  const machine = prepared(row, settings.passage);
  const begun = machine.total();
  const film = new Float32Array(row.sites * (2 * row.steps + 1));
  note(machine.x, film, 0);
  let energyLeft = 1;
  const cost = echo(machine, row.goal, settings.epsilon, settings.mirror, {
    out: (n) => {
      note(machine.x, film, n);
      if (n === row.steps) energyLeft = machine.total() / begun;
    },
    home: (n) => note(machine.x, film, row.steps + n),
  });
  const kick = machine.x.pi.slice();
  const gradient = judged ? exactGradient(prepared(row, settings.passage), row.goal) : new Float64Array();
  return {
    film, cost, kick, gradient, energyLeft, astray: distance(machine.x.q, row.start),
    agreement: cosine(kick.map((value) => -value), gradient),
    size: Math.hypot(...kick) / (settings.epsilon * Math.hypot(...gradient)),
  };
}

function prepared(row: RowMachine, passage: Passage): Machine {
  const machine = new Machine(new DuffingRow(row.sites, row.hardening, row.ring), row);
  machine.passage = passage;
  machine.x.q.set(row.start);
  machine.x.theta.set(row.theta);
  return machine;
}

function note(x: State, frames: Float32Array, at: number): void {
  frames.set(x.q, at * x.q.length);
}

function distance(q: Float64Array, start: ArrayLike<number>): number {
  return Math.hypot(...q.map((value, i) => value - start[i]!)) / Math.hypot(...Array.from(start));
}
