import type { Energy } from "./energy";
import type { State } from "./state";

/** Duffing oscillators in a row, V = Σ k q²/2 + β q⁴/4 + Σ κ (q − q′)²/2 over neighbours; θ is every k, then every κ. */
export class DuffingRow implements Energy {
  readonly parameters: number;
  private readonly springs: number;

  /** A ring, whose last neighbour is the first again, or a chain with open ends. */
  constructor(
    readonly coordinates: number,
    readonly hardening: number,
    ring: boolean,
  ) {
    this.springs = ring ? coordinates : coordinates - 1;
    this.parameters = coordinates + this.springs;
  }

  value(x: State): number {
    let energy = 0;
    for (let i = 0; i < this.coordinates; i++) {
      const square = x.q[i]! * x.q[i]!;
      energy += (x.theta[i]! * square) / 2 + (this.hardening * square * square) / 4;
    }
    for (let i = 0; i < this.springs; i++) {
      const stretch = this.stretch(x, i);
      energy += (x.theta[this.coordinates + i]! * stretch * stretch) / 2;
    }
    return energy;
  }

  kick(x: State, dt: number): void {
    for (let i = 0; i < this.coordinates; i++) {
      const q = x.q[i]!;
      x.pi[i]! -= (dt * q * q) / 2;
      x.p[i]! -= dt * (x.theta[i]! * q + this.hardening * q * q * q);
    }
    for (let i = 0; i < this.springs; i++) {
      const stretch = this.stretch(x, i);
      const pull = dt * x.theta[this.coordinates + i]! * stretch;
      x.pi[this.coordinates + i]! -= (dt * stretch * stretch) / 2;
      x.p[i]! -= pull;
      x.p[this.next(i)]! += pull;
    }
  }

  pullBack(x: State, cotangent: State, dt: number): void {
    for (let i = 0; i < this.coordinates; i++) {
      const q = x.q[i]!;
      const λ = cotangent.p[i]!;
      cotangent.q[i]! -= dt * ((x.theta[i]! + 3 * this.hardening * q * q) * λ + q * cotangent.pi[i]!);
      cotangent.theta[i]! -= dt * q * λ;
    }
    for (let i = 0; i < this.springs; i++) {
      const spring = this.coordinates + i;
      const stretch = this.stretch(x, i);
      const λ = cotangent.p[i]! - cotangent.p[this.next(i)]!;
      const pulled = dt * (x.theta[spring]! * λ + stretch * cotangent.pi[spring]!);
      cotangent.q[i]! -= pulled;
      cotangent.q[this.next(i)]! += pulled;
      cotangent.theta[spring]! -= dt * stretch * λ;
    }
  }

  private next(i: number): number {
    return (i + 1) % this.coordinates;
  }

  private stretch(x: State, i: number): number {
    return x.q[i]! - x.q[this.next(i)]!;
  }
}
