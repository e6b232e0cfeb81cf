using Loschmidt.Experiments.Data;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Sequences;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Stacks, units and samples as the figures of recurrent echoes use them.</summary>
internal static class RhelPlans
{
    /// <summary>Seeds of the published table.</summary>
    public static readonly IReadOnlyList<ulong> Seeds = [2345, 3456, 4567, 5678, 6789];

    /// <summary>The presets of the two kinds of units.</summary>
    public static readonly IReadOnlyList<(string Name, string Preset)> Units =
        [("linear", "scp1-linear"), ("nonlinear", "scp1-nonlinear")];

    /// <summary>Where all figures differ from the released code.</summary>
    public static readonly IReadOnlyList<string> Deviations =
    [
        "The kick takes its force at the half-drifted position and derivatives are read there, as in the paper's "
        + "text; the released code takes other positions.",
        "Classification is judged by the logarithm of the softmax, not by ln(p + 10⁻⁸).",
    ];

    /// <summary>Steps of the sample that gradients are compared on.</summary>
    public static int SampleSteps(bool quick) => quick ? 256 : 896;

    /// <summary>A stack of a preset and the beginning of the first training sample that it answers wrongly.</summary>
    /// <param name="workshop">Knows presets and data.</param>
    /// <param name="preset">The preset.</param>
    /// <param name="quick">Whether its small version is meant.</param>
    public static (HssmSettings Settings, ulong Seed, Batch Batch) Sample(IWorkshop workshop, string preset, bool quick)
    {
        var experiment = quick ? workshop.PlanSmall(preset) : workshop.Plan(preset);
        var (settings, seed) = ((HssmSettings)experiment.Machine, experiment.Seed);
        var set = (ISeriesSet)workshop.Samples(experiment).Train;
        var machine = workshop.Stack<double>(settings, 1, seed);
        var (values, batch) = (new double[SampleSteps(quick) * set.Channels], new Batch(0, 0, 1) { Active = 1 });
        for (var row = 0; row < set.Count; row++)
        {
            set.ReadSteps(row, 0, values);
            (batch.Series, batch.Labels[0]) = (new ArraySeries(set.Channels, [values]), set.LabelOf(row));
            if (machine.TrainingCost(batch) > Math.Log(2))
                break;
        }

        return (settings, seed, batch);
    }

    /// <summary>White noise: a drive, or an error signal.</summary>
    public static double[] Noise(string name, int count, double size)
    {
        var stream = new RandomStream(1, $"rhel/{name}");
        return [.. Enumerable.Range(0, count).Select(i => size * stream.Normal((uint)i))];
    }
}
