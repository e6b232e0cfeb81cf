// What the server says about experiments.

export interface Preset {
  name: string;
  description: string;
  kind: string;
  set: string;
  estimator: string;
  seconds?: number;
  quick: boolean;
}

export interface Problem {
  path?: string;
  line?: number;
  column?: number;
  message: string;
}

export interface Written {
  text?: string;
  line: number;
}

export interface Meaning {
  name: string;
  kind: string;
  estimator: string;
  steps?: number;
  epochs?: number;
  parameters?: number;
  tensors?: string[];
  features?: number;
  outputs?: number;
  targets?: number;
  lanes?: number;
  passes?: number;
  seconds?: number;
  bytes?: number;
  quick: boolean;
  sweep: boolean;
  note?: string;
}

export interface Verdict {
  valid: boolean;
  problems: Problem[];
  values?: Record<string, Written>;
  summary?: Meaning;
}
