// A shot as time passes on the page: out, the flip, home, and what the rail's ball makes of it.

import { table, type Shot } from "../physics/pinball";

export type Stage = "out" | "flip" | "home" | "learn";

const turn = 0.9;
const slide = 1.1;

/** When each stage ends, in the table's unit of time; the flip is given a while to be seen. */
export const ends = {
  out: table.duration,
  flip: table.duration + turn,
  home: 2 * table.duration + turn,
  learn: 2 * table.duration + turn + slide,
} as const;

export interface Scene {
  stage: Stage;
  /** How far the stage is, 0 to 1. */
  share: number;
  x: number;
  y: number;
  theta: number;
  /** Frames of the way out and of the way home that have passed. */
  out: number;
  home: number;
}

/** What is to be seen of a shot at a moment. */
export function sceneAt(shot: Shot, moment: number): Scene {
  const steps = table.steps;
  const dt = table.duration / steps;
  if (moment < ends.out) {
    const n = Math.min(steps, Math.floor(moment / dt));
    return { stage: "out", share: moment / ends.out, ...between(shot.out, moment / dt), out: n, home: -1 };
  }
  if (moment < ends.flip) return { stage: "flip", share: (moment - ends.out) / turn, ...between(shot.out, steps), out: steps, home: -1 };
  if (moment < ends.home) {
    const passed = (moment - ends.flip) / dt;
    return { stage: "home", share: passed / steps, ...between(shot.home, passed), out: steps, home: Math.min(steps, Math.floor(passed)) };
  }
  const share = Math.min(1, (moment - ends.home) / slide);
  const theta = shot.recoiled + (shot.learned - shot.recoiled) * (1 - Math.exp(-5 * share)) / (1 - Math.exp(-5));
  return { stage: "learn", share, ...between(shot.home, steps), theta, out: steps, home: steps };
}

function between(frames: Float64Array, at: number): { x: number; y: number; theta: number } {
  const n = Math.min(Math.floor(at), table.steps - 1);
  const part = Math.min(1, at - n);
  const value = (k: number): number => frames[3 * n + k]! * (1 - part) + frames[3 * n + 3 + k]! * part;
  return { x: value(0), y: value(1), theta: value(2) };
}
