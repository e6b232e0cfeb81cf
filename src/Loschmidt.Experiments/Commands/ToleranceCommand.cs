using System.Diagnostics;
using System.Text.Json.Nodes;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Commands;

/// <summary><c>loschmidt tolerance</c>: turns knobs of imperfection, alone and together, and says how far they may be turned.</summary>
/// <remarks>
/// A map that trains is a sweep with two more variants, the ideal machine and a control of shuffled gradients; it goes on where it
/// was stopped, and its bits depend on neither threads nor interruptions. A map of gradients measures instead of training.
/// </remarks>
public static class ToleranceCommand
{
    private const string Gradients = "gradients";

    /// <summary>Makes a map, or goes on with one.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="progress">Told of every job's news, one at a time.</param>
    /// <param name="cancellation">Lets running jobs save themselves, and begins no other.</param>
    /// <exception cref="InputException">The request, the experiment, its data or the folder are at fault.</exception>
    /// <exception cref="RunFailedException">The disk refused.</exception>
    public static ToleranceResult Run(ToleranceRequest request, IProgress<SweepProgress> progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var plan = request.Resume is { } name ? TolerancePlan.Open(name, request.Runs) : TolerancePlan.Create(request);
        using var @lock = plan.Folder.Lock();
        var jobs = plan.Jobs();
        plan.Folder.Note(jobs.Count, interrupted: false);
        var done = 0;
        void Told(SweepJob job, TrainProgress? news, JobOutcome? outcome)
        {
            done += outcome is null ? 0 : 1;
            progress.Report(new SweepProgress(done, jobs.Count, job.Name, job.Variant, news, outcome));
        }

        var outcomes = plan.Train
            ? new JobRunner(plan.Folder.JobsPath, request.Threads, request.Data) { ReadTest = false }.Run(
                jobs, report => Told(report.Job, report.Progress, report.Outcome), cancellation)
            : Measure(plan, jobs, request.Data, outcome => Told(jobs[done], null, outcome), cancellation);
        var result = ToleranceSummary.Of(plan, jobs, outcomes, clock.Elapsed.TotalSeconds);
        ToleranceFiles.Write(plan.Folder, result);
        plan.Folder.Note(jobs.Count, result.Interrupted);
        return result;
    }

    /// <summary>What a map's folder says as it stands, without working on it or writing in it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="runs">Folder of run folders.</param>
    /// <exception cref="InputException">It is none, or its files are damaged.</exception>
    internal static ToleranceResult Look(string name, string? runs)
    {
        var plan = TolerancePlan.Open(name, runs);
        var jobs = plan.Jobs();
        var runner = new JobRunner(plan.Folder.JobsPath, threads: 1, data: null);
        var gradients = Path.Combine(plan.Folder.FullPath, Gradients);
        var outcomes = jobs.Select(job => plan.Train ? runner.Look(job) : Outcome(job, Path.Combine(gradients, job.Name + ".json"))).ToList();
        return ToleranceSummary.Of(plan, jobs, outcomes, double.NaN);
    }

    private static List<JobOutcome> Measure(
        TolerancePlan plan, IReadOnlyList<SweepJob> jobs, string? data, Action<JobOutcome> told, CancellationToken cancellation)
    {
        var folder = Path.Combine(plan.Folder.FullPath, Gradients);
        Directory.CreateDirectory(folder);
        var outcomes = new List<JobOutcome>();
        foreach (var job in jobs)
        {
            var file = Path.Combine(folder, job.Name + ".json");
            if (!File.Exists(file) && !cancellation.IsCancellationRequested)
            {
                var figures = new JsonObject();
                foreach (var (name, value) in GradientProbe.Measure(job.Experiment, data))
                {
                    figures[name] = double.IsFinite(value) ? value : null;
                }

                AtomicFile.Write(file, figures.ToJsonString() + "\n");
            }

            // What a fresh measurement found is read back too, so that going on gives the same bits.
            outcomes.Add(Outcome(job, file));
            told(outcomes[^1]);
        }

        return outcomes;
    }

    private static JobOutcome Outcome(SweepJob job, string file) => File.Exists(file)
        ? new JobOutcome(job.Name, job.Variant, job.Experiment.Seed, "finished", 0, Read(file), null)
        : new JobOutcome(job.Name, job.Variant, job.Experiment.Seed, "open", 0, new Dictionary<string, double>(), null);

    private static Dictionary<string, double> Read(string file)
    {
        try
        {
            var json = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            return json.ToDictionary(entry => entry.Key, entry => (double?)entry.Value ?? double.NaN);
        }
        catch (Exception fault) when (fault is System.Text.Json.JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new RunException(file, "is damaged; remove it, and --resume measures it again", fault);
        }
    }
}
