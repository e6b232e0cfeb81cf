import type { Energy } from "./energy";
import { State } from "./state";

/** What is not ideal while the machine runs, in either direction. */
export interface Passage {
  /** κ: field and momenta shrink by e^(−κt/2). */
  loss: number;
  /** γ: momenta alone shrink by e^(−γt). */
  friction: number;
}

export interface Schedule {
  /** T of one pass. */
  duration: number;
  steps: number;
  mass: number;
  /** Ω: how easily θ moves while the field passes; 0 holds it. */
  inverseMass: number;
}

/** Told after every step, with the number of the step. */
export type Watcher = (step: number) => void;

/**
 * H = Σ p²/2m + V(q; θ) + Ωπ²/2, run by kick-drift-kick: half a kick by V, a drift of q and θ, half a kick.
 * The scheme is symmetric, so a reversed state retraces its way to rounding.
 */
export class Machine {
  readonly x: State;
  readonly dt: number;
  passage: Passage = { loss: 0, friction: 0 };

  constructor(
    readonly energy: Energy,
    readonly schedule: Schedule,
  ) {
    this.x = new State(energy.coordinates, energy.parameters);
    this.dt = schedule.duration / schedule.steps;
  }

  /** The energy of field and learning field together. */
  total(): number {
    const { mass, inverseMass } = this.schedule;
    const square = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);
    return square(this.x.p) / (2 * mass) + this.energy.value(this.x) + (inverseMass * square(this.x.pi)) / 2;
  }

  /** The way out. */
  out(watcher?: Watcher): void {
    for (let n = 1; n <= this.schedule.steps; n++) {
      this.step();
      this.suffer();
      watcher?.(n);
    }
  }

  /** The way home: what is not ideal meets the field before the step that it followed on the way out. */
  home(watcher?: Watcher): void {
    for (let n = 1; n <= this.schedule.steps; n++) {
      this.suffer();
      this.step();
      watcher?.(n);
    }
  }

  /** One step of the joint flow of (q, p) and (θ, π). */
  step(): void {
    this.energy.kick(this.x, this.dt / 2);
    this.drift();
    this.energy.kick(this.x, this.dt / 2);
  }

  /** The step's derivative transposed; x is the state before the step, and is advanced. */
  pullBackStep(cotangent: State): void {
    const { mass, inverseMass } = this.schedule;
    const before = this.x.copy();
    this.energy.kick(this.x, this.dt / 2);
    this.drift();
    this.energy.pullBack(this.x, cotangent, this.dt / 2);
    for (let i = 0; i < cotangent.p.length; i++) cotangent.p[i]! += (this.dt / mass) * cotangent.q[i]!;
    for (let i = 0; i < cotangent.pi.length; i++) cotangent.pi[i]! += inverseMass * this.dt * cotangent.theta[i]!;
    this.energy.pullBack(before, cotangent, this.dt / 2);
    this.energy.kick(this.x, this.dt / 2);
  }

  /** What one step's imperfections leave of q and of p. */
  remaining(): [number, number] {
    const amplitude = Math.exp((-this.passage.loss * this.dt) / 2);
    return [amplitude, amplitude * Math.exp(-this.passage.friction * this.dt)];
  }

  private drift(): void {
    const { q, p, theta, pi } = this.x;
    const { mass, inverseMass } = this.schedule;
    for (let i = 0; i < q.length; i++) q[i]! += (this.dt / mass) * p[i]!;
    for (let i = 0; i < theta.length; i++) theta[i]! += inverseMass * this.dt * pi[i]!;
  }

  private suffer(): void {
    const [field, momentum] = this.remaining();
    if (momentum === 1) return;
    const { q, p } = this.x;
    for (let i = 0; i < q.length; i++) {
      q[i]! *= field;
      p[i]! *= momentum;
    }
  }
}
