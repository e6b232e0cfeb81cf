using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Reproduction;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Composition;

/// <summary>Trainings by experiment and program, each done once: figures share them, and an interrupted call does not
/// repeat them.</summary>
/// <param name="root">Folder with one folder a training.</param>
/// <param name="again">Whether what lies there from earlier calls counts for nothing.</param>
internal sealed class TrainingStore(string root, bool again)
{
    private const string Metrics = "metrics.jsonl", Theta = "theta.safetensors", Seconds = "seconds";

    private readonly HashSet<string> _ours = new(StringComparer.Ordinal);

    /// <summary>Trains on one thread, or reads what was trained before. Threads may call it together.</summary>
    /// <param name="experiment">What to train.</param>
    /// <param name="data">What <c>--data</c> said.</param>
    /// <param name="cancellation">Ends the training after the step in hand; nothing of it is kept.</param>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    /// <exception cref="NonFiniteException">A number stopped being finite.</exception>
    public TrainedRun Train(Experiment experiment, string? data, CancellationToken cancellation)
    {
        var yaml = ExperimentWriter.Write(experiment, MachineFactory.Kinds);
        var path = Path.Combine(root, $"{experiment.Name}-{experiment.Seed}-{BuildIdentity.Hash(yaml)[..16]}");
        bool trusted;
        lock (_ours)
        {
            trusted = _ours.Contains(path) || !again;
        }

        if (!trusted || !Directory.Exists(path))
            AtomicFile.WriteFolder(path, folder => Train(experiment, data, yaml, folder, cancellation));
        lock (_ours)
        {
            _ours.Add(path);
        }

        var lines = MetricsLog.Read(Path.Combine(path, Metrics));
        return new TrainedRun(
            experiment,
            [.. lines.Select(line => line with { Values = [.. line.Values.Where(value => value.Name != Seconds)] })],
            Safetensors.Read(Path.Combine(path, Theta))[0].Doubles);
    }

    private static void Train(
        Experiment experiment, string? data, string yaml, string folder, CancellationToken cancellation)
    {
        var training = experiment.Training;
        var bench = Workbench.SetUp(experiment, training.Batch, 1, data);
        var learner = Learners.Build(training, bench.Blocks, experiment.Seed);
        var batcher = new Batcher(bench.Data.Train.Count, training.Batch, experiment.Seed, training.Sampling);
        var steps = training.Steps ?? checked((int)batcher.StepsFor(training.Epochs ?? 1));
        using (var metrics = new MetricsLog(Path.Combine(folder, Metrics)))
        {
            new TrainingLoop(bench, learner, batcher, training, steps, metrics, new Silence()).Run(cancellation);
        }

        cancellation.ThrowIfCancellationRequested();
        AtomicFile.Write(Path.Combine(folder, "experiment.yaml"), yaml);
        var theta = new Tensor("theta", learner.Theta.ToArray());
        AtomicFile.Write(Path.Combine(folder, Theta), stream => Safetensors.Write(stream, [theta]));
    }

    private sealed class Silence : IProgress<TrainProgress>
    {
        public void Report(TrainProgress value)
        {
        }
    }
}
