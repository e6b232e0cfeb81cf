using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Studio.Runs;

/// <summary>The list of runs as pages show it: the index of the command line, with tags.</summary>
/// <param name="folder">Where the runs are.</param>
/// <param name="startable">Whether this studio can start trainings.</param>
internal sealed class RunCatalog(RunsFolder folder, bool startable)
{
    private readonly Lock _gate = new();

    /// <summary>All runs and sweeps as their folders say now; a corrupt run is a row with its reason.</summary>
    /// <exception cref="RunException">The folder of runs cannot be read.</exception>
    public RunListing Read()
    {
        lock (_gate)
        {
            var warnings = new List<string>();
            var list = new RunIndex(folder.Root, MachineFactory.Kinds, warnings.Add).Refresh();
            return new RunListing(folder.Root, startable, [.. list.Runs.Select(Row)], [.. list.Sweeps.Select(Row)], warnings);
        }
    }

    /// <summary>One run as its folder says now.</summary>
    public RunRow Row(RunSummary run) => new(
        run.Name, run.Experiment, run.Seed is { } seed ? $"{seed}" : null, run.Estimator, Word(run.Status), run.Reason, run.Steps,
        run.Seconds, run.Created, run.Sweep, run.Metrics(), RunTags.Of(folder.Root, run.Name));

    /// <summary>A status as people read it.</summary>
    public static string Word(RunStatus status) => status switch
    {
        RunStatus.Running => "running",
        RunStatus.Finished => "finished",
        RunStatus.Interrupted => "interrupted",
        RunStatus.Stopped => "stopped",
        RunStatus.Failed => "failed",
        _ => "corrupt",
    };

    private SweepRow Row(SweepSummary sweep) => new(
        sweep.Name, Word(sweep.Status), sweep.Planned, sweep.Finished, sweep.Created, RunTags.Of(folder.Root, sweep.Name));
}
