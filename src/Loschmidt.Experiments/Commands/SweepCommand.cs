using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using System.Diagnostics;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Commands;

/// <summary><c>loschmidt sweep</c> and <c>loschmidt train --seeds</c>: many variants of one experiment, side by side, resumable to the
/// job and inside it.</summary>
public static class SweepCommand
{
    /// <summary>Runs or goes on with a sweep; writes <c>jobs.csv</c>, <c>table.md</c> and <c>report.html</c> into its folder.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="progress">Told of every job's news, one at a time.</param>
    /// <param name="cancellation">Lets running jobs save themselves, and begins no other.</param>
    /// <exception cref="InputException">The experiment, a variant of it, its data or the folder are at fault.</exception>
    /// <exception cref="RunFailedException">The disk refused.</exception>
    public static SweepResult Run(SweepRequest request, IProgress<SweepProgress> progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var (folder, experiment, jobs) = Open(request);
        using var @lock = folder.Lock();
        folder.Note(jobs.Count, interrupted: false);
        var done = 0;

        // Seeds of one variant are repetitions; between variants somebody will choose, and not by the test split.
        var repetitions = jobs.DistinctBy(job => job.Variant).Count() == 1;
        var outcomes = new JobRunner(folder.JobsPath, request.Threads, request.Data) { ReadTest = repetitions }.Run(
            jobs,
            report =>
            {
                done += report.Outcome is null ? 0 : 1;
                progress.Report(new SweepProgress(
                    done, jobs.Count, report.Job.Name, report.Job.Variant, report.Progress, report.Outcome));
            },
            cancellation);
        var result = SweepResult.Of(folder.Name, folder.FullPath, experiment, outcomes, clock.Elapsed.TotalSeconds);
        folder.Write("jobs.csv", SweepTables.Jobs(result));
        folder.Write("table.md", SweepTables.Variants(result));
        folder.Note(jobs.Count, result.Interrupted);
        return result with { Note = SweepReport.Save(folder, experiment, jobs, outcomes) };
    }

    private static (SweepFolder Folder, Experiment Experiment, IReadOnlyList<SweepJob> Jobs) Open(SweepRequest request)
    {
        if (request.Resume is { } name)
        {
            var there = SweepFolder.Open(name, request.Runs);
            var written = there.ReadExperiment(MachineFactory.Kinds);
            return (there, written, SweepPlan.Jobs(written));
        }

        var experiment = TrainCommand.Requested(
            new TrainRequest(
                request.Source!, request.Quick, request.Sets, request.Seed, request.Steps, request.Epochs, request.Estimator,
                request.Precision, request.Threads, request.Data, request.Runs));
        if (request.Seeds is { } seeds)
        {
            experiment = experiment with
            {
                Sweep = (experiment.Sweep ?? new SweepSettings()) with
                {
                    Seeds = [.. Enumerable.Range(0, seeds).Select(n => experiment.Seed + (ulong)n)],
                },
            };
        }

        // All variants are judged, and the first is set up, before a folder is made.
        var jobs = SweepPlan.Jobs(experiment);
        TrainingPlan.Of(jobs[0].Experiment, new TrainingOptions(1, request.Data));
        return (SweepFolder.Create(request.Runs, experiment, MachineFactory.Kinds), experiment, jobs);
    }
}
