using System.Globalization;
using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Execution;

/// <summary>What can be seen of a sealed device from outside, before and after it is trained: whether it stands the data, comes home, and got better.</summary>
internal static class SealedChecks
{
    private const double Noises = 6;

    /// <summary>Looks over the data once: nothing outside what the device stands is left for the middle of a training to find.</summary>
    /// <exception cref="UnsuitableException">An input or a target lies outside a stated range; names the sample.</exception>
    public static void RequireSafe(Experiment experiment, Workbench bench)
    {
        if (bench.Blocks.Machine is not SealedMachine device || device.Client.About.Ranges.Count == 0)
        {
            return;
        }

        RequireSafe(experiment, device, bench.Data.Train, "training");
        if (bench.Data.Validation is { } validation)
        {
            RequireSafe(experiment, device, validation, "validation");
        }
    }

    /// <summary>One echo without an error on the first training sample.</summary>
    /// <returns>By how much it misses home, in a line; null where it does not, or the machine is no sealed device.</returns>
    /// <exception cref="WireException">The device failed for good.</exception>
    public static string? Miss(TrainingPlan plan)
    {
        if (plan.Bench.Blocks.Machine is not SealedMachine device)
        {
            return null;
        }

        var sample = new Batch(device.Features, device.Targets, device.Lanes);
        plan.Bench.Data.Train.Read([0], sample);
        var (first, second) = device.EchoTwice(sample);

        // An error moves a field by ε times itself: what misses home by a tenth of that drowns it.
        var lost = 0.1 * Math.Abs(plan.Experiment.Training.Nudge);
        var limit = (Noises * Math.Sqrt(2) * device.Client.About.Noise.GetValueOrDefault("read")) + lost;
        for (var k = 0; k < first.Length; k++)
        {
            if (!(Math.Abs(second[k] - first[k]) <= limit * Math.Max(1, Math.Abs(first[k]))))
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"the device does not come home: after an echo without an error output {k} of the same sample read {second[k]:G6}, before it {first[k]:G6} "
                    + $"(at most {limit:G2} apart is wanted); see: {Check(device)}");
            }
        }

        return null;
    }

    /// <summary>Whether evaluations cost more at the end of a training than at its beginning, beyond their noise.</summary>
    /// <returns>A line for people; null where they do not.</returns>
    public static string? Worse(SealedMachine device, IReadOnlyList<MetricsLine> metrics)
    {
        foreach (var name in (string[])["validationCost", "cost"])
        {
            var course = metrics.Select(line => line[name]).Where(double.IsFinite).ToArray();
            if (course.Length < 2)
            {
                continue;
            }

            var (before, after) = (course[0], course[^1]);
            var noise = Noises / 2 * Math.Sqrt(2 * Math.Max(before, after)) * device.Client.About.Noise.GetValueOrDefault("read");
            return after > before + noise + (1e-6 * before)
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"training made the device worse: {name} rose from {before:G4} to {after:G4}; a smaller step (a higher training.decay.rate) may help, or see: {Check(device)}")
                : null;
        }

        return null;
    }

    private static void RequireSafe(Experiment experiment, SealedMachine device, IDataSet data, string split)
    {
        var about = device.Client.About;
        var sample = new Batch(device.Features, device.Targets, device.Lanes);
        var target = new double[about.Targets];
        var input = new double[about.Features];
        for (var row = 0; row < data.Count; row++)
        {
            data.Read([row], sample);
            for (var k = 0; k < input.Length; k++)
            {
                input[k] = sample.Inputs[k * sample.Lanes];
            }

            device.TargetOf(sample, target);
            Require("input", input, row);
            Require("target", target, row);
        }

        void Require(string what, double[] values, int row)
        {
            if (about.Ranges.TryGetValue(what, out var range) && Array.FindIndex(values, value => !range.Contains(value)) is >= 0 and var at)
            {
                var cure = what == "target" && device.Targets == 0 ? "choose machine.bright and machine.dark inside" : "scale the data";
                throw new UnsuitableException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"data: {what} {at} of {split} sample {row} is {values[at]}, and the device stands {range.From} to {range.To}; {cure}"),
                    Places.Of(experiment.Data, "data"));
            }
        }
    }

    private static string Check(SealedMachine device) => $"loschmidt device check \"{device.Client.Place.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
