using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>The XOR machine as the figures use it, and what of it is not the paper's.</summary>
internal static class XorPlans
{
    /// <summary>HEB steps of a training, as in the paper.</summary>
    public const int Steps = 600;

    /// <summary>Which inputs are the wave equation's, and which the lattice's.</summary>
    public const string Resolution =
        "Input 01 is resolved; 00, 10 and 11 focus themselves (N/N_c ≈ 1.7) down to the lattice and have not converged at 50 or 100 time steps: their patterns from site to site "
        + "are of the discrete machine, whose echo is exact all the same (xor.md, \"Is the step fine enough?\").";

    /// <summary>What all XOR figures have in common.</summary>
    public static readonly IReadOnlyList<string> Deviations =
    [
        "Directed reading of the appendix: β = 0.04, g = 10, k_z = 56.25 instead of the printed β = 4, g = 100 "
        + "(k_z = 0.56), with which packets spread before they travel.",
        "Not printed, and chosen: W = 1, the interaction window 0.2 L … 0.75 L, σ_φ = 0.1, a target of peak amplitude "
        + "π^(−1/2) that carries the wave's own carrier, initial θ of 6 × 18 smooth modes with rms(χθT) = 1 rad.",
        "χ = 31.6 and a learning rate εΩχ²T²/Γ of 1 (unless a rate is given); the printed power of ten of χ cannot be "
        + "recovered.",
        "The error is injected by the exact flow of the cost instead of one Euler step.",
        Resolution,
    ];

    /// <summary>A training of the machine.</summary>
    /// <param name="workshop">Knows the presets.</param>
    /// <param name="quick">Half as many time steps a pass.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="steps">HEB steps; a shorter training is the beginning of a longer one.</param>
    public static Experiment Training(IWorkshop workshop, bool quick, int seed = 1, int steps = Steps) =>
        workshop.Plan("xor-fine", $"machine.steps={TimeSteps(quick)}", $"seed={seed}", $"training.steps={steps}");

    /// <summary>Time steps of one pass.</summary>
    public static int TimeSteps(bool quick) => quick ? 50 : 100;
}
