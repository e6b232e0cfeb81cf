namespace Loschmidt.Experiments.Runs;

/// <summary>A sweep in one line.</summary>
/// <param name="Name">Its folder's name.</param>
/// <param name="Jobs">Its jobs that have a folder.</param>
/// <param name="Created">When it began; null where its name does not tell.</param>
public sealed record SweepSummary(string Name, IReadOnlyList<RunSummary> Jobs, DateTimeOffset? Created)
{
    /// <summary>Jobs that did all their steps.</summary>
    public int Finished => Jobs.Count(job => job.Status == RunStatus.Finished);

    /// <summary>Running while one of its jobs is, finished when all are, stopped otherwise.</summary>
    public RunStatus Status => Jobs.Any(job => job.Status == RunStatus.Running) ? RunStatus.Running
        : Jobs.Count > 0 && Finished == Jobs.Count ? RunStatus.Finished
        : RunStatus.Stopped;
}
