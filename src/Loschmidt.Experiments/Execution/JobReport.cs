namespace Loschmidt.Experiments.Execution;

/// <summary>News of a job.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Job">The job.</param>
/// <param name="Progress">Where it stands, while it runs.</param>
/// <param name="Outcome">What came of it, when it has ended.</param>
internal sealed record JobReport(int Index, SweepJob Job, TrainProgress? Progress, JobOutcome? Outcome);
