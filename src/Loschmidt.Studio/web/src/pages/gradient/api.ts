// Jobs of the server, and what comes of them: the documents that the command line prints.

export interface Point {
  at: number;
  value: number;
}

export interface Tensor {
  name: string;
  cosine: number | null;
  normRatio: number | null;
  relativeError: number | null;
}

export interface Row {
  estimator: string;
  cosine: number | null;
  normRatio: number | null;
  relativeError: number | null;
  passes: number;
  seconds: number;
  peakBytes: number;
  epsilon?: number;
  tensors: Tensor[];
  probes?: number;
  wholePasses?: number;
  diagnosis?: { fault: string; words: string; tensor?: string; factor?: number };
  byDesign?: boolean;
}

export interface Gradcheck {
  preset: string;
  precision: string;
  reference: string;
  rows: Row[];
  slopes: { estimator: string; slope: number | null; points: Point[] }[];
  refused: { estimator: string; reason: string }[];
  notes: string[];
  taylor: { estimator: string; direction: string; slope: number | null; points: Point[] }[];
  timeSteps: { estimator: string; order: number | null; points: Point[] }[];
  precisions: { estimator: string; precision: string; relativeError: number | null; epsilon?: number; from?: number; to?: number }[];
  noise: { estimator: string; repeats: number; bias: number; deviation: number }[];
  recommendations: { estimator: string; precision: string; epsilon?: number; sentence: string }[];
}

export interface MapPoint {
  values: number[];
  mean: number | null;
  figures: (number | null)[];
  overlap?: number;
}

export interface Limit {
  knob: string;
  limit: number;
  low: number;
  high: number;
  where: "inside" | "above" | "below";
  drop: number | null;
  dropLow: number | null;
  dropHigh: number | null;
}

export interface Tolerance {
  tolerance: string;
  experiment: string;
  estimator: string;
  measure: string;
  metric: string;
  within: number;
  seeds: number[];
  knobs: string[];
  ideal: MapPoint;
  control?: MapPoint;
  points: MapPoint[];
  limits: Limit[];
  together?: number[];
  interrupted: boolean;
  failed: number;
  sentence: string;
  notes: string[];
  folder: string;
}

export interface Job {
  id: string;
  state: "queued" | "running" | "finished" | "cancelled" | "failed";
  ahead?: number;
  note?: string;
  done?: number;
  parts?: number;
  error?: string;
  gradcheck?: Gradcheck;
  tolerance?: Tolerance;
}

/** A number of a document, where null stands for what is no number. */
export const real = (value: number | null | undefined): number => value ?? NaN;
