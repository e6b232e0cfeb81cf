using Loschmidt.Experiments.Runs;

namespace Loschmidt.Cli.Verbs;

/// <summary>A run in the documents of <c>runs list</c> and <c>runs show</c>.</summary>
internal sealed record RunEntry(
    string Name, string? Experiment, ulong? Seed, string? Estimator, string Status, string? Reason, long Steps,
    double? Seconds, DateTimeOffset? Created, IReadOnlyDictionary<string, double> Metrics)
{
    public static RunEntry Of(RunSummary run) => new(
        run.Name, run.Experiment, run.Seed, run.Estimator, RunsVerb.Word(run.Status), run.Reason, run.Steps, run.Seconds,
        run.Created, run.Metrics());
}

/// <summary>A sweep in the documents of <c>runs list</c> and <c>runs show</c>.</summary>
internal sealed record SweepEntry(string Name, string Status, int Jobs, int Finished, DateTimeOffset? Created)
{
    public static SweepEntry Of(SweepSummary sweep) => new(
        sweep.Name, RunsVerb.Word(sweep.Status), sweep.Planned, sweep.Finished, sweep.Created);
}
