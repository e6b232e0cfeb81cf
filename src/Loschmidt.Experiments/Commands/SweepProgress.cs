using Loschmidt.Experiments.Execution;
namespace Loschmidt.Experiments.Commands;

/// <summary>Where a sweep stands.</summary>
/// <param name="Done">Jobs that have ended.</param>
/// <param name="Jobs">Jobs in all.</param>
/// <param name="Job">The job that has news.</param>
/// <param name="Variant">What makes it differ from the others.</param>
/// <param name="Progress">Where it stands; null when it has just ended.</param>
/// <param name="Outcome">What came of it; null while it runs.</param>
public sealed record SweepProgress(
    int Done, int Jobs, string Job, string Variant, TrainProgress? Progress, JobOutcome? Outcome);
