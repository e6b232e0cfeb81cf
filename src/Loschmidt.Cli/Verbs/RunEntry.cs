using Loschmidt.Experiments.Runs;

namespace Loschmidt.Cli.Verbs;

/// <summary>A run in the documents of <c>runs list</c> and <c>runs show</c>.</summary>
internal sealed record RunEntry(
    string Name, string? Experiment, ulong? Seed, string? Estimator, string Status, string? Reason, long Steps,
    double? Seconds, DateTimeOffset? Created, IReadOnlyDictionary<string, double> Metrics, IReadOnlyList<string> Tags)
{
    /// <param name="run">The run.</param>
    /// <param name="root">The folder of runs.</param>
    public static RunEntry Of(RunSummary run, string root) => new(
        run.Name, run.Experiment, run.Seed, run.Estimator, RunsVerb.Word(run.Status), run.Reason, run.Steps, run.Seconds,
        run.Created, run.Metrics(), RunTags.Of(root, run.Name));
}

/// <summary>A sweep in the documents of <c>runs list</c> and <c>runs show</c>.</summary>
internal sealed record SweepEntry(string Name, string Status, int Jobs, int Finished, DateTimeOffset? Created, IReadOnlyList<string> Tags)
{
    /// <param name="sweep">The sweep.</param>
    /// <param name="root">The folder of runs.</param>
    public static SweepEntry Of(SweepSummary sweep, string root) => new(
        sweep.Name, RunsVerb.Word(sweep.Status), sweep.Planned, sweep.Finished, sweep.Created,
        RunTags.Of(root, sweep.Name));
}
