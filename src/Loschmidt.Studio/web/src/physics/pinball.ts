import { decay, echo, exactGradient, type Mirror } from "./echo";
import { Machine } from "./machine";
import { Repulsion } from "./repulsion";

/** The table: as the preset "pinball" has it. */
export const table = {
  mass: 1, strength: 0.1, softening: 0.05, inverseMass: 0.2, duration: 4, steps: 400,
  start: [0, 1], launch: [0, -0.5], epsilon: 0.005, decayRate: 0.02, target: 0.6,
} as const;

/** What a player changes. */
export interface PinballSettings {
  target: number;
  epsilon: number;
  /** γ of the ball in the plane. */
  friction: number;
  mirror: Mirror;
}

/** One shot and what it taught. */
export interface Shot {
  settings: PinballSettings;
  /** θ before it. */
  theta: number;
  /** (x, y, θ) after every step, the start first. */
  out: Float64Array;
  home: Float64Array;
  cost: number;
  /** Where the ball crossed the finish: x at the turning point. */
  reached: number;
  /** π behind the echo: the kick. */
  kick: number;
  /** −ε ∂C/∂θ of the way out as it really is: the kick that a perfect echo gives, to first order in ε. */
  perfect: number;
  /** How far from its start the ball comes home. */
  astray: number;
  /** θ after the echo, and after friction on the rail has used up its velocity. */
  recoiled: number;
  learned: number;
}

/** Launches the ball past θ, sends it home nudged, and lets the rail's ball decay. */
export function shoot(settings: PinballSettings, theta: number): Shot {
  const machine = laid(settings, theta);
  const out = film(machine);
  const home = film(machine);
  let reached = 0;
  const cost = echo(machine, goal(settings), settings.epsilon, settings.mirror, {
    out: (n) => {
      note(machine, out, n);
      note(machine, home, 0);
      reached = machine.x.q[0]!;
    },
    home: (n) => note(machine, home, n),
  });
  const { x } = machine;
  const [kick, recoiled] = [x.pi[0]!, x.theta[0]!];
  const astray = Math.hypot(x.q[0]! - table.start[0], x.q[1]! - table.start[1]);
  decay(x, table.inverseMass, table.decayRate);
  const perfect = -settings.epsilon * slope(settings, theta);
  return { settings, theta, out, home, cost, reached, kick, perfect, astray, recoiled, learned: x.theta[0]! };
}

/** One step of learning without its pictures. */
export function learn(settings: PinballSettings, theta: number): { cost: number; learned: number } {
  const machine = laid(settings, theta);
  const cost = echo(machine, goal(settings), settings.epsilon, settings.mirror);
  decay(machine.x, table.inverseMass, table.decayRate);
  return { cost, learned: machine.x.theta[0]! };
}

/** ∂C/∂θ by a reverse sweep. */
export function slope(settings: PinballSettings, theta: number): number {
  return exactGradient(laid(settings, theta), goal(settings))[0]!;
}

function laid({ friction }: PinballSettings, theta: number): Machine {
  const machine = new Machine(new Repulsion(table.strength, table.softening), table);
  machine.passage = { loss: 0, friction };
  machine.x.q.set(table.start);
  machine.x.p.set(table.launch.map((velocity) => table.mass * velocity));
  machine.x.theta[0] = theta;
  return machine;
}

const goal = ({ target }: PinballSettings) => ({ sites: [0], targets: [target] });

function film(machine: Machine): Float64Array {
  const frames = new Float64Array(3 * (machine.schedule.steps + 1));
  note(machine, frames, 0);
  return frames;
}

function note({ x }: Machine, frames: Float64Array, step: number): void {
  frames[3 * step] = x.q[0]!;
  frames[3 * step + 1] = x.q[1]!;
  frames[3 * step + 2] = x.theta[0]!;
}
