using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Reports;

namespace Loschmidt.Experiments.Commands;

/// <summary>What a sweep came to.</summary>
/// <param name="Sweep">Its name, which is the last part of its folder.</param>
/// <param name="Experiment">Name of the experiment.</param>
/// <param name="Metric">Figure by which variants are compared; never the test split's.</param>
/// <param name="Seeds">The seeds, in the order of every variant's values.</param>
/// <param name="Variants">Best first; those without a finished job last.</param>
/// <param name="Jobs">Every job, in the order of the plan.</param>
/// <param name="Interrupted">Whether jobs are left to do.</param>
/// <param name="Seconds">Wall-clock time of this process.</param>
/// <param name="Folder">Its folder.</param>
public sealed record SweepResult(
    string Sweep,
    string Experiment,
    string Metric,
    IReadOnlyList<ulong> Seeds,
    IReadOnlyList<Variant> Variants,
    IReadOnlyList<JobOutcome> Jobs,
    bool Interrupted,
    double Seconds,
    string Folder)
{
    /// <summary>What the user should know besides; null where there is nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Whether larger figures are better ones.</summary>
    internal bool LargerIsBetter => Metric == "validationAccuracy";

    /// <summary>Jobs that ended with a fault.</summary>
    public int Failed => Jobs.Count(job => job.Status == "failed");

    /// <summary>Compares the variants of a sweep.</summary>
    internal static SweepResult Of(
        string name, string folder, Schema.Experiment experiment, IReadOnlyList<JobOutcome> jobs, double seconds)
    {
        var metric = experiment.Sweep!.Metric is { } chosen ? new Selection(chosen).Name
            : jobs.Any(job => job.Metrics.ContainsKey("validationCost")) ? "validationCost" : "cost";
        var larger = metric == "validationAccuracy";
        ulong[] seeds = [.. jobs.Select(job => job.Seed).Distinct()];
        var variants = jobs.GroupBy(job => job.Variant, StringComparer.Ordinal)
            .Select(group => Variant.Of(
                group.Key, [.. group.Select(job => job.Metrics.TryGetValue(metric, out var value) ? value : (double?)null)], larger))
            .OrderBy(variant => double.IsNaN(variant.Mean) ? 1 : 0)
            .ThenBy(variant => larger ? -variant.Mean : variant.Mean)
            .ToList();
        return new SweepResult(
            name, experiment.Name, metric, seeds, variants, jobs, jobs.Any(job => job.Status == "open"), seconds, folder);
    }
}
