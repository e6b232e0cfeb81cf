/** A phase point (q, p) and the learning field Θ = (θ, π). */
export class State {
  readonly q: Float64Array;
  readonly p: Float64Array;
  readonly theta: Float64Array;
  readonly pi: Float64Array;

  constructor(coordinates: number, parameters: number) {
    this.q = new Float64Array(coordinates);
    this.p = new Float64Array(coordinates);
    this.theta = new Float64Array(parameters);
    this.pi = new Float64Array(parameters);
  }

  /** Overwrites this one with another of the same shape. */
  set(other: State): void {
    this.q.set(other.q);
    this.p.set(other.p);
    this.theta.set(other.theta);
    this.pi.set(other.pi);
  }

  copy(): State {
    const made = new State(this.q.length, this.theta.length);
    made.set(this);
    return made;
  }

  /** Time reversal: p → −p, π → −π. */
  reverse(): void {
    negate(this.p);
    negate(this.pi);
  }
}

function negate(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) values[i] = -values[i]!;
}
