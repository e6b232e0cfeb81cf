namespace Loschmidt.Experiments.Runs;

/// <summary>A sweep in one line.</summary>
/// <param name="Name">Its folder's name.</param>
/// <param name="Jobs">Its jobs that have a folder.</param>
/// <param name="Planned">Its jobs in all, begun or not.</param>
/// <param name="Interrupted">Whether it was told to stop with jobs left to do.</param>
/// <param name="Created">When it began; null where its name does not tell.</param>
public sealed record SweepSummary(
    string Name, IReadOnlyList<RunSummary> Jobs, int Planned, bool Interrupted, DateTimeOffset? Created)
{
    /// <summary>Jobs that did all their steps.</summary>
    public int Finished => Jobs.Count(job => job.Status == RunStatus.Finished);

    /// <summary>Running while one of its jobs is; finished when none is left to do, failed where one of them did; interrupted when it was
    /// told to stop; stopped when its process died.</summary>
    public RunStatus Status
    {
        get
        {
            var failed = Jobs.Count(job => job.Status == RunStatus.Failed);
            return Jobs.Any(job => job.Status == RunStatus.Running) ? RunStatus.Running
                : Jobs.Count > 0 && Finished + failed == Planned ? (failed > 0 ? RunStatus.Failed : RunStatus.Finished)
                : Interrupted ? RunStatus.Interrupted
                : RunStatus.Stopped;
        }
    }

    /// <summary>The sweep in a folder.</summary>
    internal static SweepSummary Of(RunPlace place, IReadOnlyList<RunSummary> jobs)
    {
        var state = SweepState.Read(place.Path);
        return new SweepSummary(
            place.Name, jobs, Math.Max(state?.Jobs ?? 0, jobs.Count), state?.Interrupted ?? false, RunPlace.Created(place.Name));
    }
}
