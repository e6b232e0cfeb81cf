using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Reports.Pages;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Commands;

/// <summary>Collects what a report of a sweep tells, from its folder.</summary>
internal static class SweepReport
{
    // Metrics of more jobs than these are not read: the page shows their final figures.
    private const int MostCourses = 400;

    /// <summary>Writes report.html into the sweep's folder.</summary>
    /// <returns>Why it could not be written, for people; null where it was.</returns>
    public static string? Save(
        SweepFolder folder, Experiment experiment, IReadOnlyList<SweepJob> jobs, IReadOnlyList<JobOutcome> outcomes)
    {
        try
        {
            AtomicFile.Write(folder.ReportPath, Text(folder, experiment, jobs, outcomes));
            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The sweep is done, and stays done.
            return $"report.html could not be written ({OneLine.Of(fault.Message)}); loschmidt runs report {folder.Name} tries again";
        }
    }

    /// <summary>The page about a sweep as its folder is now.</summary>
    /// <param name="folder">The sweep; nothing in it is changed.</param>
    /// <exception cref="InputException">sweep.yaml or a job's files are damaged.</exception>
    public static string Text(SweepFolder folder)
    {
        var experiment = folder.ReadExperiment(MachineFactory.Kinds);
        var jobs = SweepPlan.Jobs(experiment);
        var runner = new JobRunner(folder.JobsPath, 1, null);
        return Text(folder, experiment, jobs, [.. jobs.Select(runner.Look)]);
    }

    private static string Text(
        SweepFolder folder, Experiment experiment, IReadOnlyList<SweepJob> jobs, IReadOnlyList<JobOutcome> outcomes)
    {
        var result = SweepResult.Of(folder.Name, folder.FullPath, experiment, outcomes, 0);
        var story = new SweepStory(
            folder.Name, experiment, File.ReadAllText(folder.SweepPath), result.Metric, result.LargerIsBetter, result.Variants,
            result.Seeds, [.. jobs.Zip(outcomes, (job, outcome) => Tell(folder, job, outcome, jobs.Count <= MostCourses))]);
        return SweepPage.Write(story, Computer.Examine());
    }

    private static SweptJob Tell(SweepFolder folder, SweepJob job, JobOutcome outcome, bool course)
    {
        var run = RunFolder.At(Path.Combine(folder.JobsPath, job.Name));
        return new SweptJob(
            job.Name, job.Variant, job.Case, job.Point, job.Experiment.Seed, outcome.Status, outcome.Metrics, outcome.Failure,
            outcome.Steps, (double?)run?.ReadResult()?["seconds"], course && run is not null ? run.ReadMetrics() : []);
    }
}
