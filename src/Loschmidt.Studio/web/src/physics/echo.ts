import type { Machine, Watcher } from "./machine";
import { normals } from "./random";
import { State } from "./state";

/** C = Σ (q_j − t_j)² over the judged coordinates. */
export interface Goal {
  sites: readonly number[];
  targets: readonly number[];
}

/** What the flip at the turning point does wrong. */
export interface Mirror {
  /** u: (1 − u)Ψ* + uΨ instead of Ψ*, so momenta come back as −(1 − 2u)p. */
  incomplete: number;
  /** Energy of the noise it adds, as a share of the energy Σ(q² + p²)/2 that it meets. */
  noise: number;
  /** Names the noise: another shot has other noise. */
  seed: number;
  shot: number;
}

export const idealMirror: Mirror = { incomplete: 0, noise: 0, seed: 1, shot: 0 };

/** Cost of the present state. */
export function cost(x: State, goal: Goal): number {
  return goal.sites.reduce((sum, site, j) => sum + (x.q[site]! - goal.targets[j]!) ** 2, 0);
}

/** The flow of C for the time ε, p −= 2ε(q − t): the nudge that a laboratory injects before the flip. */
export function inject(x: State, goal: Goal, epsilon: number): void {
  goal.sites.forEach((site, j) => (x.p[site]! -= 2 * epsilon * (x.q[site]! - goal.targets[j]!)));
}

/** The flip, with its errors; π is reversed without any. */
export function flip(x: State, mirror: Mirror): void {
  x.reverse();
  for (let i = 0; i < x.p.length; i++) x.p[i]! *= 1 - 2 * mirror.incomplete;
  if (mirror.noise === 0) return;
  const energy = x.q.reduce((sum, q, i) => sum + 0.5 * (q * q + x.p[i]! * x.p[i]!), 0);
  const size = Math.sqrt((mirror.noise * energy) / x.q.length);
  for (let i = 0; i < x.q.length; i++) {
    const [forQ, forP] = normals(mirror.seed, mirror.shot, i);
    x.q[i]! += size * forQ;
    x.p[i]! += size * forP;
  }
}

/** Called along the way out and the way home. */
export interface Watchers {
  out?: Watcher;
  home?: Watcher;
}

/**
 * Out, nudge, flip, home, flip: leaves π −= ε ∂C/∂θ in Θ of an ideal machine.
 * @returns C at the turning point.
 */
export function echo(machine: Machine, goal: Goal, epsilon: number, mirror: Mirror, watch: Watchers = {}): number {
  machine.out(watch.out);
  const reached = cost(machine.x, goal);
  inject(machine.x, goal, epsilon);
  flip(machine.x, mirror);
  machine.home(watch.home);
  machine.x.reverse();
  return reached;
}

/** The decay step: θ += (Ω/Γ)(1 − e^(−Γt)) π, π ← e^(−Γt) π; complete where t is infinite. */
export function decay(x: State, inverseMass: number, rate: number, time = Infinity): void {
  const left = Math.exp(-rate * time);
  for (let i = 0; i < x.theta.length; i++) {
    x.theta[i]! += (inverseMass / rate) * (1 - left) * x.pi[i]!;
    x.pi[i]! *= left;
  }
}

/** ∂C/∂θ of the way out as it really is, by a reverse sweep over the stored states; the machine is left at its end. */
export function exactGradient(machine: Machine, goal: Goal): Float64Array {
  const { x } = machine;
  const stored: State[] = [x.copy()];
  machine.out(() => stored.push(x.copy()));
  const end = stored.pop()!;
  const cotangent = new State(x.q.length, x.theta.length);
  goal.sites.forEach((site, j) => (cotangent.q[site] = 2 * (end.q[site]! - goal.targets[j]!)));
  const [field, momentum] = machine.remaining();
  while (stored.length > 0) {
    for (let i = 0; i < cotangent.q.length; i++) {
      cotangent.q[i]! *= field;
      cotangent.p[i]! *= momentum;
    }
    x.set(stored.pop()!);
    machine.pullBackStep(cotangent);
  }
  x.set(end);
  return cotangent.theta;
}

/** a·b/(|a||b|); NaN where one is zero. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [dot, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    aa += a[i]! * a[i]!;
    bb += b[i]! * b[i]!;
  }
  return dot / Math.sqrt(aa * bb);
}
