using Loschmidt.Terms;
using Loschmidt.Terms.Modes;

namespace Loschmidt.Tests.Components;

/// <summary>The table: every Hamiltonian of the specification's ingredients.</summary>
internal static class HebComponents
{
    private const string Modes = "Terms/Modes/ModeTerms.cs";
    private static readonly double[] Quanta = [1, 1, 1, 1];
    private static readonly double[] None = [];

    public static IReadOnlyList<HebComponent> All { get; } =
    [
        new("detuning", "3.1", Modes, "Σ ω|Ψ|², flow Ψ e^(−iωt)", () => [[ModeTerms.Detuning<double>([0, 1, 2, 3], Strength.Fixed(0.4, -0.7, 1.1, 0.2))]], Quanta),
        new("linear coupling", "3.1", Modes, "Σ J(Ψ₁*Ψ₂ + c.c.), even split at Jt = π/4, swap at Jt = π/2", () => [[ModeTerms.BeamSplitter<double>([(0, 1), (2, 3)], 0.6)]], Quanta),
        new("general quadratic", "3.1", Modes, "Ψ†AΨ, A real and symmetric, flow Ψ → e^(−iAt)Ψ", () => [[ModeTerms.Quadratic<double>([0, 1, 2, 3], Symmetric)]], Quanta),
        new("Kerr", "3.1", Modes, "Σ (g/2)|Ψ|⁴, flow Ψ e^(−ig|Ψ|²t)", () => [[ModeTerms.Kerr<double>([0, 1, 2, 3], 0.5)]], Quanta),
        new("cross-Kerr", "3.1", Modes, "Σ g|Ψ₁|²|Ψ₂|²", () => [[ModeTerms.CrossKerr<double>([(0, 1), (2, 3)], 0.5)]], Quanta),
        new("Josephson junctions with charging energy", "3.1", "Terms/JosephsonJunction.cs", "V = −E cos θ cos q", () =>
            [[new KineticTerm<double>([1.0 / 0.3, 1.0 / 0.3, 1.0 / 0.3, 1.0 / 0.3])], [new SiteTerm<double, JosephsonJunction>("junctions", [0, 1, 2, 3], [1.3])]], None),
        new("chi(2) with an ancilla", "3.1, 3.2", Modes, "χ(2) interaction with an ancilla, χ′(a*Ψ² + aΨ*²)", () =>
            [.. ModeTerms.Chi2<double>([(0, 2), (1, 3)], 0.4).Select(piece => new[] { piece })], [1, 1, 2, 2]),
        new("degenerate parametric", "3.1", Modes, "Σ κ(Ψ² + Ψ*²) = Σ κ(q² − p²), a hyperbolic rotation by 2κt", () => [[ModeTerms.DegenerateParametric<double>([0, 1, 2, 3], 0.15)]], None),
        new("separable mechanics", "3.1", "Terms/SiteTerm.cs", "A = Σ_i V(q_i; θ_i)", () => [[new KineticTerm<double>([1, 2, 1, 2])], [new SiteTerm<double, DuffingSite>("wells", 0, 1, 2, 3)]], None),
        new("phase shift", "3.3", Modes, "Σ χθ|Ψ|², flow Ψ e^(−iχθt), π −= χ|Ψ|²t", () => [[ModeTerms.PhaseElement<double>([0, 1, 2, 3], 0.8)]], Quanta),
        new("optomechanical", "3.3", Modes, "Σ g(b + b*)|Ψ|², flow Ψ e^(−i√2gQt), P −= √2g|Ψ|²t", () => [[ModeTerms.Optomechanical<double>([(0, 2), (1, 3)], 0.4)]], None),
        new("cross-phase", "3.3", Modes, "Σ g|Ψ₁|²|Ψ₂|²", () => [[ModeTerms.CrossKerr<double>([(0, 2), (1, 3)], Strength.Trainable(0.4))]], Quanta),
        new("rotor", "3.3", Modes, "Σ g cos²θ |Ψ|², flow Ψ e^(−ig cos²θ t), π += g sin 2θ |Ψ|²t", () => [[ModeTerms.Rotor<double>([0, 1, 2, 3], 0.7)]], Quanta),
        new("trainable hopping", "3.3", Modes, "Σ J(Ψ₁*Ψ₂ + c.c.)", () => [[ModeTerms.BeamSplitter<double>([(0, 1), (2, 3)], Strength.Trainable())]], Quanta),
        new("trainable parametric drive", "3.3", Modes, "Σ κ(Ψ² + Ψ*²)", () => [[ModeTerms.DegenerateParametric<double>([0, 1, 2, 3], Strength.CosineSquared(0.15))]], None),
        new("two-mode squeezing", "3.6", Modes, "Two-mode squeezing", () => [[ModeTerms.TwoModeSqueezing<double>([(0, 1), (2, 3)], 0.15)]], None),
    ];

    private static double[,] Symmetric => new[,] { { 0.3, 0.2, -0.4, 0 }, { 0.2, -0.1, 0.5, 0.3 }, { -0.4, 0.5, 0.6, 0.1 }, { 0, 0.3, 0.1, -0.2 } };
}
