using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>What the studies of scattering networks on the 8 × 8 digits have in common.</summary>
internal static class ScatteringPlans
{
    /// <summary>The metric that a run leaves after its last step.</summary>
    public const string Accuracy = "testAccuracy";

    /// <summary>Heading of values of our own, older program, which has nothing in common with this one but the
    /// equations.</summary>
    public const string Reference = "reference program, final";

    /// <summary>Heading of the values of the paper's result files.</summary>
    public const string Published = "published, best over training";

    /// <summary>No such thing is in the paper.</summary>
    public const string NotInPaper = "not in the paper";

    /// <summary>Where all studies differ from the paper and from the reference program.</summary>
    public static readonly IReadOnlyList<string> Deviations =
    [
        "Published accuracies are the best of thousands of epochs of plain gradient descent, chosen on the test "
        + "images; ours, and "
        + "those of the reference program, are those after the last epoch of Adam with a cosine schedule.",
        "Nothing was chosen by the test images, which are read after the last step: rate, batch and initial values "
        + "come from a held-out part of the training file.",
        "Units κ = 1, in which the published setting is background 10, offsets ±8, couplings from 2: see "
        + "scattering.md. The published caption has half the "
        + "background; the published parameters only work with these values.",
        "Single precision; batches of 96 where the reference program has 100; it worked in double precision.",
    ];

    /// <summary>A preset in single precision.</summary>
    /// <param name="workshop">Knows presets.</param>
    /// <param name="preset">Its name.</param>
    /// <param name="quick">Whether its small version is meant.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="settings">Changes, in order.</param>
    public static Experiment Plan(IWorkshop workshop, string preset, bool quick, ulong seed,
        params IEnumerable<string> settings)
    {
        string[] all = [$"seed={seed}", "training.precision=float", .. settings];
        return quick ? workshop.PlanSmall(preset, all) : workshop.Plan(preset, all);
    }

    /// <summary>Seeds from 1.</summary>
    public static ulong[] Seeds(int count) => [.. Enumerable.Range(1, count).Select(seed => (ulong)seed)];

    /// <summary>Final test accuracies of runs.</summary>
    public static double[] Accuracies(IEnumerable<TrainedRun> runs) =>
        [.. runs.Select(run => run.Course(Accuracy).Values[^1])];

    /// <summary>Accuracies in per cent: the mean, and the standard deviation of the seeds where there are
    /// several.</summary>
    public static string Text(IReadOnlyList<double> accuracies)
    {
        var mean = Digits.Fixed(100 * accuracies.Average(), 1);
        return accuracies.Count < 2 ? mean : $"{mean} ± {Digits.Fixed(100 * PairedSeeds.Deviation(accuracies), 1)}";
    }

    /// <summary>How far a mean is from a published or measured value, in words.</summary>
    /// <param name="accuracies">Ours.</param>
    /// <param name="value">The other, in per cent.</param>
    public static string Apart(IReadOnlyList<double> accuracies, double value)
    {
        var points = 100 * accuracies.Average() - value;
        return $"{Digits.Fixed(Math.Abs(points), 1)} points {(points < 0 ? "below" : "above")}";
    }

    /// <summary>The foot of an axis of accuracies: all of them stand on it.</summary>
    public static double Floor(IEnumerable<double> accuracies) => 10 * Math.Floor(10 * accuracies.Min() - 0.2);
}
