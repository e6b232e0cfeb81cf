// What the lab's server says.

export interface Knob {
  name: string;
  label: string;
  setting: string;
  meaning: string;
  from: number;
  to: number;
  default: number;
  scale: "linear" | "log" | "log-zero" | "whole" | "text";
  unit: string;
  text?: string;
  imperfection: boolean;
  cases?: string[];
}

/** Where knobs are turned. */
export interface Board {
  readonly numbers: Record<string, number>;
  readonly texts: Record<string, string>;
  readonly refusal: string | null;
  turn(knob: string, value: number): void;
  write(knob: string, text: string): void;
}

export interface Machine {
  name: string;
  title: string;
  text: string;
  preset: string;
  view: "plane" | "sites" | "map";
  knobs: Knob[];
  timeUnit: string;
}

export interface Offer {
  machines: Machine[];
  live: { sites: string; rate: number; mostRate: number; mostSteps: number };
}

export interface Field {
  name: "field" | "difference" | "kick" | "predicted" | "theta";
  label: string;
  width: number;
  height: number;
  unit: string;
  signed: boolean;
  legs: number[];
  low: number;
  high: number;
  across: string;
  down: string;
  /** Column of the whole field at which it begins. */
  first: number;
}

export interface Header {
  machine: string;
  view: Machine["view"];
  steps: number;
  duration: number;
  timeUnit: string;
  moments: { leg: number; step: number; time: number }[];
  fields: Field[];
  parameters?: string[];
  parameterCount: number;
  inputs: number[];
  targets: number[];
  command: string;
}

export interface Summary {
  verdict: string;
  command: string;
  parameterCount: number;
  cost: number | null;
  echoError: number;
  infidelity: number;
  backAction: number;
  epsilon: number;
  cosine: number | null;
  misalignment: number | null;
  normRatio: number | null;
  relativeError: number | null;
  gradientNorm: number;
  energyDrift: number | null;
  normDrift: number | null;
  cause?: string;
  kick?: number[];
  predicted?: number[];
  course?: { time: number[]; difference: (number | null)[]; progress: (number | null)[]; energy: (number | null)[] };
}

export interface LiveHeader {
  width: number;
  height: number;
  steps: number;
  stepTime: number;
  rate: number;
  high: number;
}

export interface LiveRound {
  round: number;
  echoError: number;
  infidelity: number;
}
