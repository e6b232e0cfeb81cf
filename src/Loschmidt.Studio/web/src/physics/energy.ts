import type { State } from "./state";

/** A potential V(q; θ) that θ hears: everything that is particular to a machine. */
export interface Energy {
  readonly coordinates: number;
  readonly parameters: number;
  /** V. */
  value(x: State): number;
  /** Its flow, with q and θ at rest: p −= dt ∂V/∂q, π −= dt ∂V/∂θ. */
  kick(x: State, dt: number): void;
  /** That flow's derivative transposed: λ_q −= dt (V_qq λ_p + V_qθ λ_π), λ_θ −= dt (V_θq λ_p + V_θθ λ_π). */
  pullBack(x: State, cotangent: State, dt: number): void;
}
