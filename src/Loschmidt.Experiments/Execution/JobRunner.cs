using Loschmidt.Experiments.Composition;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Telemetry;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Execution;

/// <summary>Trains many experiments side by side, each in a run folder of its own, and goes on where it was stopped.</summary>
/// <remarks>
/// A finished job is not trained again, a begun one goes on from its checkpoint. As many jobs run at once as there are cores to give
/// each at least one thread; since bits do not depend on threads, neither do results on how many ran side by side.
/// </remarks>
/// <param name="folder">Holds one run folder a job; made where missing.</param>
/// <param name="threads">Threads in all; 0 means every core.</param>
/// <param name="data">What <c>--data</c> said.</param>
internal sealed class JobRunner(string folder, int threads, string? data)
{
    /// <summary>Whether every job reads the test split after its last step: only where nothing is chosen among jobs.</summary>
    public bool ReadTest { get; init; }

    /// <summary>Runs all jobs.</summary>
    /// <param name="jobs">What to do, in order.</param>
    /// <param name="told">Hears of every job that begins, reports or ends, one call at a time.</param>
    /// <param name="cancellation">Lets every running job save itself, and begins no other.</param>
    /// <returns>One outcome a job, in their order.</returns>
    /// <exception cref="RunFailedException">The disk refused; the other jobs have saved what they could.</exception>
    /// <exception cref="InputException">Data or a job's folder are at fault.</exception>
    public IReadOnlyList<JobOutcome> Run(IReadOnlyList<SweepJob> jobs, Action<JobReport> told, CancellationToken cancellation)
    {
        var outcomes = new JobOutcome[jobs.Count];
        var gate = new Lock();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var cores = threads == 0 ? Environment.ProcessorCount : threads;
        var sideBySide = Math.Clamp(jobs.Count, 1, cores);
        var faults = new ConcurrentQueue<ExceptionDispatchInfo>();

        // A queue, not ranges: jobs of very different length keep all workers busy to the end.
        var queue = new ConcurrentQueue<int>(Enumerable.Range(0, jobs.Count));
        var workers = new Thread[sideBySide];
        for (var worker = 0; worker < sideBySide; worker++)
        {
            var share = (cores / sideBySide) + (worker < cores % sideBySide ? 1 : 0);
            workers[worker] = new Thread(() => Work(share)) { Name = $"sweep {worker}", IsBackground = true };
            workers[worker].Start();
        }

        foreach (var worker in workers)
        {
            worker.Join();
        }

        if (faults.TryDequeue(out var first))
        {
            first.Throw();
        }

        return outcomes;

        void Work(int share)
        {
            while (queue.TryDequeue(out var index))
            {
                var job = jobs[index];
                try
                {
                    outcomes[index] = stop.IsCancellationRequested
                        ? Look(job)
                        : Train(job, share, report => Tell(new JobReport(index, job, report, null)), stop.Token);
                }
                catch (Exception fault)
                {
                    // What is wrong outside a job, such as a full disk, is wrong for all: the others save themselves and stop.
                    faults.Enqueue(ExceptionDispatchInfo.Capture(fault));
                    stop.Cancel();
                    return;
                }

                TrainingMeter.JobEnded(outcomes[index].Status);
                Tell(new JobReport(index, job, null, outcomes[index]));
            }
        }

        void Tell(JobReport report)
        {
            lock (gate)
            {
                told(report);
            }
        }
    }

    /// <summary>How a job stands, without working on it.</summary>
    public JobOutcome Look(SweepJob job)
    {
        var place = Path.Combine(folder, job.Name);
        if (RunFolder.At(place) is { } run && run.ReadResult() is { } json && (bool?)json["interrupted"] == false)
        {
            return Outcome(job, TrainResult.Read(json, run));
        }

        return RunFolder.At(place)?.ReadResult()?["failure"] is { } failure
            ? Failed(job, OneLine.Of((string)failure!))
            : new JobOutcome(job.Name, job.Variant, job.Experiment.Seed, "open", 0, new Dictionary<string, double>(), null);
    }

    private JobOutcome Train(SweepJob job, int share, Action<TrainProgress> report, CancellationToken cancellation)
    {
        try
        {
            var run = RunFolder.CreateAt(Path.Combine(folder, job.Name), job.Experiment, MachineFactory.Kinds);
            if (File.ReadAllText(run.ExperimentPath) != ExperimentWriter.Write(job.Experiment, MachineFactory.Kinds))
            {
                throw new RunException(run.FullPath, "holds another experiment than this job's; move it away, or name another folder");
            }

            return Outcome(job, TrainingRun.Execute(
                run, new TrainingOptions(share, data) { Alone = false, ReadTest = ReadTest }, new Direct(report), cancellation));
        }
        catch (Exception fault) when (fault is NonFiniteException or WatchdogException)
        {
            return Failed(job, fault.Message); // kept in result.json by the run itself
        }
        catch (UnsuitableException fault)
        {
            return Unsuitable(job, fault);
        }
    }

    /// <summary>A machine that cannot be built, or not on these data: the run never began, so its result is written here.</summary>
    private JobOutcome Unsuitable(SweepJob job, UnsuitableException fault)
    {
        var run = RunFolder.CreateAt(Path.Combine(folder, job.Name), job.Experiment, MachineFactory.Kinds);
        var none = new TrainResult(
            run.Name, job.Experiment.Name, job.Experiment.Seed, ValueTypes.Word(job.Experiment.Training.Estimator), 0, 0, 0,
            new Dictionary<string, double>(), Interrupted: true, run.FullPath, []) { Failure = fault.Message };
        run.WriteResult(none.ToJson());
        return Failed(job, fault.Message);
    }

    private static JobOutcome Failed(SweepJob job, string reason) =>
        new(job.Name, job.Variant, job.Experiment.Seed, "failed", 0, new Dictionary<string, double>(), reason);

    private static JobOutcome Outcome(SweepJob job, TrainResult result) => new(
        job.Name, job.Variant, job.Experiment.Seed, result.Interrupted ? "open" : "finished", result.Steps,
        result.Interrupted ? new Dictionary<string, double>() : result.Metrics, null);

    private sealed class Direct(Action<TrainProgress> report) : IProgress<TrainProgress>
    {
        public void Report(TrainProgress value) => report(value);
    }
}
