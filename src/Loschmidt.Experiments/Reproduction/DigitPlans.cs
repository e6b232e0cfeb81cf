using Loschmidt.Experiments.Schema;
using Loschmidt.Fields.Photonic;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>The digit reader as the figures use it, and what of it is not the paper's.</summary>
internal static class DigitPlans
{
    /// <summary>χ₁ of the sweep: the linear network with a convolution that is hardly nonlinear.</summary>
    public const double Chi1 = 0.1;

    /// <summary>The sweep, which is a preset.</summary>
    private const string Study = "mnist-photonic-sweep";

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
    public static IReadOnlyList<SweepPoint> Sweep(IWorkshop workshop, bool quick) =>
    [
        .. workshop.Study(Study, quick).Select(variant =>
        {
            var machine = (PhotonicSettings)variant.Seeds[0].Machine;
            return new SweepPoint(machine.Chi1, machine.Chi2, variant.Seeds);
        }),
    ];

    /// <summary>How much the sweep computes.</summary>
    public static string Extent(bool quick) =>
        $"the preset {Study}{(quick ? " --quick" : "")}: several χ₂ at χ₁ = {Digits.Fixed(Chi1, 1)}, and the linear network";

    /// <summary>Seeds of every point of the sweep.</summary>
    public static string SeedsOf(bool quick) => quick ? "1" : "1 to 3";

    private static IEnumerable<string> Length(int epochs, int? limit)
    {
        const int Batch = 32, All = 55_000;
        yield return $"training.epochs={epochs}";
        yield return $"training.evaluateEvery={((limit ?? All) + Batch - 1) / Batch}";
        if (limit is not null)
            yield return $"data.limit={limit}";
    }
}
