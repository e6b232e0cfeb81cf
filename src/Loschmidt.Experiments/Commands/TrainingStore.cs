using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Reproduction;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Commands;

/// <summary>Trainings by experiment and program, each done once: figures share them, and an interrupted call goes on where it
/// stopped.</summary>
/// <param name="root">Folder with one run folder a training.</param>
/// <param name="again">Whether what lies there from earlier calls counts for nothing.</param>
/// <param name="threads">Threads in all; 0 uses every core.</param>
/// <param name="data">What <c>--data</c> said.</param>
internal sealed class TrainingStore(string root, bool again, int threads, string? data)
{
    private readonly HashSet<string> _ours = new(StringComparer.Ordinal);

    /// <summary>Threads in all; 0 uses every core.</summary>
    public int Threads => threads;

    /// <summary>Trains side by side what is not there yet.</summary>
    /// <param name="experiments">What to train; one that occurs twice is trained once.</param>
    /// <param name="told">Hears how many trainings are done.</param>
    /// <param name="cancellation">Lets trainings save themselves.</param>
    /// <param name="readTest">Whether what is trained reads the test split at its end: only where nothing is chosen
    /// among experiments.</param>
    /// <returns>The runs, in the order of the experiments.</returns>
    /// <exception cref="OperationCanceledException">It was told to stop; everything done is kept.</exception>
    /// <exception cref="NonFiniteException">A number stopped being finite.</exception>
    public IReadOnlyList<TrainedRun> Train(
        IReadOnlyList<Experiment> experiments, Action<int> told, CancellationToken cancellation, bool readTest = false)
    {
        SweepJob[] wanted = [.. experiments.Select(Job)];
        SweepJob[] jobs = [.. wanted.DistinctBy(job => job.Name)];
        foreach (var job in jobs.Where(job => again && _ours.Add(job.Name)))
        {
            if (Path.Combine(root, job.Name) is var old && Directory.Exists(old))
                Directory.Delete(old, recursive: true);
        }

        var done = 0;
        var outcomes = new JobRunner(root, threads, data) { ReadTest = readTest }.Run(
            jobs,
            report =>
            {
                if (report.Outcome is not null)
                    told(++done);
            },
            cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (outcomes.FirstOrDefault(outcome => outcome.Failure is not null) is { } failed)
            throw new NonFiniteException($"{failed.Job}: {failed.Failure}");
        return [.. wanted.Select(Read)];
    }

    private static SweepJob Job(Experiment experiment)
    {
        var identity = BuildIdentity.Hash(ExperimentWriter.Write(experiment, MachineFactory.Kinds));
        return new SweepJob($"{experiment.Name}-{experiment.Seed}-{identity[..16]}", experiment.Name, experiment);
    }

    private TrainedRun Read(SweepJob job)
    {
        var run = RunFolder.Open(Path.Combine(root, job.Name), root);
        var last = run.Checkpoints.Latest() ?? throw new RunException(run.Name, "its checkpoints are damaged; --again trains it anew");
        var layout = MachineFactory.Build(job.Experiment.Machine, job.Experiment.Training.Precision, job.Experiment.Seed).Parameters;
        return new TrainedRun(job.Experiment, run.ReadMetrics(), StateTensors.Theta(last, layout, run.Name), run.FullPath);
    }
}
