using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>The digit reader as the figures use it, and what of it is not the paper's.</summary>
internal static class DigitPlans
{
    /// <summary>χ₁ of the sweep: the linear network with a convolution that is hardly nonlinear.</summary>
    public const double Chi1 = 0.1;

    private static readonly double[] AllChi2 = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6];
    private static readonly double[] FewChi2 = [0, 0.5, 1, 2, 3, 4];

    /// <summary>What both digit figures have in common.</summary>
    public static readonly IReadOnlyList<string> Deviations =
    [
        "Not printed, and chosen: P = 20 masks a unitary, I_t = 1, initial phases uniform in ±π; the learning rate "
        + "εΩχ_l²T_s²/Γ = 0.04, falling along a cosine.",
        "32 echoes kick the momenta before each decay step; the paper takes one. Light in single precision, Θ in "
        + "double.",
        "χ(2) is integrated by symmetric steps of exact flows, which return exactly, instead of the closed form (which "
        + "holds for an empty ancilla only); the error is injected by the exact flow of the cost instead of one "
        + "Runge-Kutta step.",
        "Validation is on the last 5,000 training images; the paper does not say on which. No test image is read.",
    ];

    /// <summary>What the figures of the sweep have in common.</summary>
    public static readonly IReadOnlyList<string> SweepDeviations =
    [
        $"χ₁ = {Digits.Fixed(Chi1, 1)}; the figure's value is not in the text. √I_max = 1 as printed.", .. Deviations,
    ];

    /// <summary>The network of the single picture, as the preset has it.</summary>
    public static Experiment Reader(IWorkshop workshop, bool quick) => workshop.Plan(
        "mnist-photonic-autonomous", [.. Length(quick ? 2 : 20, quick ? 20_000 : null)]);

    /// <summary>The linear network and the sweep over χ₂ at fixed χ₁, every point with every seed.</summary>
    public static IReadOnlyList<SweepPoint> Sweep(IWorkshop workshop, bool quick)
    {
        var seeds = Enumerable.Range(1, Seeds(quick));
        SweepPoint Point(double chi1, double chi2) =>
            new(chi1, chi2, [.. seeds.Select(seed => Network(workshop, quick, chi1, chi2, seed))]);
        return [Point(0, 0), .. (quick ? FewChi2 : AllChi2).Select(chi2 => Point(Chi1, chi2))];
    }

    /// <summary>How much the sweep computes.</summary>
    public static string Extent(bool quick) =>
        $"χ₁ = {Digits.Fixed(Chi1, 1)} and χ₂ = {string.Join(", ", quick ? FewChi2 : AllChi2)}, and the linear "
        + $"network; {Epochs(quick)} epochs of {(quick ? "10,000" : "55,000")} images, "
        + (Seeds(quick) == 1 ? "seed 1" : $"seeds 1 to {Seeds(quick)}");

    private static int Seeds(bool quick) => quick ? 1 : 3;

    private static int Epochs(bool quick) => quick ? 4 : 10;

    // Twelve substeps of the preset are too few for the largest χ₂; all points take the same, to differ in χ₂ alone.
    private static Experiment Network(IWorkshop workshop, bool quick, double chi1, double chi2, int seed) =>
        workshop.Plan(
            "mnist-photonic-autonomous",
            [
                "machine.inputAmplitude=1", "machine.denseSubsteps=32", $"machine.chi1={Digits.Fixed(chi1, 2)}",
                $"machine.chi2={Digits.Fixed(chi2, 2)}", $"seed={seed}",
                .. Length(Epochs(quick), quick ? 10_000 : null),
            ]);

    private static IEnumerable<string> Length(int epochs, int? limit)
    {
        const int Batch = 32, All = 55_000;
        yield return $"training.epochs={epochs}";
        yield return $"training.evaluateEvery={((limit ?? All) + Batch - 1) / Batch}";
        if (limit is not null)
            yield return $"data.limit={limit}";
    }
}
