using System.Globalization;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Commands;

/// <summary>From the jobs of a tolerance map to its budget.</summary>
internal static class ToleranceSummary
{
    /// <summary>Sums a map up; limits are drawn only when every job has ended.</summary>
    public static ToleranceResult Of(TolerancePlan plan, IReadOnlyList<SweepJob> jobs, IReadOnlyList<JobOutcome> outcomes, double seconds)
    {
        var seeds = plan.Experiment.Sweep!.Seeds!;
        var metric = Metric(plan, outcomes);
        double[] Figures(int first, string? name = null) =>
            [.. Enumerable.Range(first, seeds.Length).Select(job => outcomes[job].Metrics.TryGetValue(name ?? metric, out var value) ? value : double.NaN)];
        TolerancePoint At(int first, IReadOnlyList<double> values, double[] figures) => new(values, figures.Average(), figures)
        {
            Overlap = !plan.Train && outcomes[first].Metrics.ContainsKey("overlap") ? Figures(first, "overlap").Average() : null,
        };
        var references = plan.Train ? 2 : 1;
        var points = Enumerable.Range(references, (jobs.Count / seeds.Length) - references).Select(point => Figures(point * seeds.Length)).ToList();
        var map = new ToleranceMap(
            [.. plan.Knobs.Select(knob => knob.Key)], [.. plan.Knobs.Select(knob => knob.Values)], points, Figures(0),
            plan.Train ? Figures(seeds.Length) : [], LargerIsBetter: metric is not "cost" and not "validationCost");
        var open = outcomes.Any(outcome => outcome.Status == "open");
        var budget = open || map.Ideal.Any(double.IsNaN) ? null : new ToleranceBudget(map, plan.Within / 100);
        var together = budget?.Box();
        var limits = budget?.Limits() ?? [];
        var result = new ToleranceResult(
            plan.Folder.Name, plan.Experiment.Name, ValueTypes.Word(plan.Experiment.Training.Estimator),
            plan.Train ? "training" : "gradient", metric, plan.Within, seeds, map.Knobs,
            At(0, [], map.Ideal), plan.Train ? At(seeds.Length, [], map.Control) : null,
            [
                .. points.Select((figures, index) => At(
                    (references + index) * seeds.Length, [.. map.Place(index).Select((place, knob) => map.Values[knob][place])], figures)),
            ],
            limits, together, open, outcomes.Count(outcome => outcome.Status == "failed"), seconds, plan.Folder.FullPath);
        return result with { Sentence = budget is null ? "" : Sentence(result), Notes = [.. Notes(result, map)] };
    }

    private static string Metric(TolerancePlan plan, IReadOnlyList<JobOutcome> outcomes) =>
        !plan.Train ? "cosine"
        : plan.Experiment.Sweep!.Metric is { } chosen ? new Selection(chosen).Name
        : outcomes.Any(job => job.Metrics.ContainsKey("validationAccuracy")) ? "validationAccuracy"
        : outcomes.Any(job => job.Metrics.ContainsKey("accuracy")) ? "accuracy" : "cost";

    private static string Sentence(ToleranceResult result)
    {
        var goal = $"To stay within {Units.Number(result.Within)} % of the ideal {Units.Words(result.Metric)} ({Units.Metric(result.Metric, result.Ideal.Mean)})";
        if (result.Together is not { } together)
        {
            return $"{goal} even the mildest values are too much.";
        }

        var alone = string.Join(", ", result.Limits.Select(limit => $"{limit.Knob} {Bound(limit, result.Seeds.Count)}"));
        var joint = string.Join(" and ", result.Knobs.Zip(together, (knob, value) => $"{knob} ≤ {Units.Number(value)}"));
        return result.Knobs.Count == 1 ? $"{goal} you need {alone}." : $"{goal} you need, one at a time, {alone}; all together, {joint}.";
    }

    /// <summary>A limit in words, with its confidence interval where there is more than one seed to take it from.</summary>
    public static string Bound(KnobLimit limit, int seeds) => limit.Where switch
    {
        "above" => $"≤ {Units.Number(limit.Limit)} (the severest value tested: more may do)",
        "below" => $"< {Units.Number(limit.Limit)} (the mildest value tested)",
        _ when seeds < 2 => $"< {Units.Number(limit.Limit)}",
        _ => string.Create(CultureInfo.InvariantCulture, $"< {Units.Number(limit.Limit)} (90 %: {Units.Number(limit.Low)} to {Units.Number(limit.High)})"),
    };

    private static IEnumerable<string> Notes(ToleranceResult result, ToleranceMap map)
    {
        if (result.Seeds.Count == 1)
        {
            yield return "one seed has no confidence interval: --seeds asks more of them";
        }
        else if (result.Seeds.Count < 3)
        {
            yield return $"confidence intervals resample {result.Seeds.Count} seeds: they say little below three";
        }

        if (result.Control is { } control && map.Passes(control.Mean, map.Threshold(result.Ideal.Mean, result.Within / 100)))
        {
            yield return $"the control learns as well from shuffled gradients ({Units.Metric(result.Metric, control.Mean)}): "
                + "this figure cannot tell a good gradient from a bad one here; train longer, or choose another metric";
        }

        if (result.Metric == "accuracy")
        {
            yield return "accuracy of the few samples of a task without splits moves in steps: --metric cost resolves more";
        }

        foreach (var (knob, index) in map.Knobs.Select((knob, index) => (knob, index)))
        {
            var along = map.Along(index);
            if (along.Count > 1 && !result.Interrupted && along.All(point => map.Figures[point].AsSpan().SequenceEqual(map.Figures[along[0]])))
            {
                yield return $"{knob} is not felt: the figure is the same at all its values, to the last bit";
            }
        }

        if (result.Failed > 0)
        {
            yield return $"{result.Failed} jobs ended with a fault and count as outside of what is tolerated";
        }
    }
}
