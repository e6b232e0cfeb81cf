import type { Energy } from "./energy";
import type { State } from "./state";

/** A ball at (x, y) and one at θ on the rail y = 0 that repel each other: V = k/√((x − θ)² + y² + s²). */
export class Repulsion implements Energy {
  readonly coordinates = 2;
  readonly parameters = 1;

  constructor(
    readonly strength: number,
    readonly softening: number,
  ) {}

  value(x: State): number {
    const [apart, y] = this.between(x);
    return this.strength / Math.sqrt(apart * apart + y * y + this.softening);
  }

  kick(x: State, dt: number): void {
    const [apart, y] = this.between(x);
    const square = apart * apart + y * y + this.softening;
    const force = this.strength / (square * Math.sqrt(square));
    x.p[0]! += dt * force * apart;
    x.p[1]! += dt * force * y;
    x.pi[0]! -= dt * force * apart;
  }

  pullBack(x: State, cotangent: State, dt: number): void {
    // V depends on u = x − θ and y alone, so ∂/∂θ = −∂/∂x, and λ_p and λ_π enter by their difference.
    const [apart, y] = this.between(x);
    const square = apart * apart + y * y + this.softening;
    const slope = this.strength / (square * Math.sqrt(square));
    const bend = (3 * slope) / square;
    const along = cotangent.p[0]! - cotangent.pi[0]!;
    const across = cotangent.p[1]!;
    const pulled = (bend * apart * apart - slope) * along + bend * apart * y * across;
    cotangent.q[0]! -= dt * pulled;
    cotangent.q[1]! -= dt * (bend * apart * y * along + (bend * y * y - slope) * across);
    cotangent.theta[0]! += dt * pulled;
  }

  private between(x: State): [number, number] {
    return [x.q[0]! - x.theta[0]!, x.q[1]!];
  }
}
