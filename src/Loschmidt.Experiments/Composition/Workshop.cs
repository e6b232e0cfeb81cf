using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Reproduction;
using Loschmidt.Experiments.Schema;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Composition;

/// <summary>What figures are made with: presets, machines, data, and trainings that are kept on disk.</summary>
/// <param name="trainings">Where finished trainings are kept.</param>
/// <param name="threads">Trainings side by side; 0 uses every core.</param>
/// <param name="data">What <c>--data</c> said.</param>
/// <param name="progress">Told what is being done.</param>
/// <param name="cancellation">Ends trainings after the step in hand.</param>
internal sealed class Workshop(
    TrainingStore trainings, int threads, string? data, IProgress<string> progress, CancellationToken cancellation)
    : IWorkshop
{
    private readonly Lock _speaking = new();

    /// <summary>The name that stages are told under.</summary>
    public string Figure { get; set; } = "";

    public Experiment Plan(string preset, params IReadOnlyList<string> settings) =>
        RequestedExperiment.Load(preset, quick: false, settings);

    public IReverses Build(Experiment experiment) =>
        MachineFactory.Build(experiment.Machine, experiment.Training.Precision, experiment.Seed);

    public DataSplits Samples(Experiment experiment) => DataFactory.Load(experiment, Build(experiment), data);

    public IReadOnlyList<TrainedRun> Train(params IReadOnlyList<Experiment> experiments)
    {
        var runs = new TrainedRun[experiments.Count];
        var done = 0;
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
            CancellationToken = cancellation,
        };

        // One at a time from a queue: trainings are of very different lengths.
        var queue = Partitioner.Create(Enumerable.Range(0, runs.Length), EnumerablePartitionerOptions.NoBuffering);
        try
        {
            Parallel.ForEach(queue, options, i =>
            {
                runs[i] = trainings.Train(experiments[i], data, cancellation);
                lock (_speaking)
                {
                    Say($"{++done} of {runs.Length} trainings");
                }
            });
        }
        catch (AggregateException several)
        {
            // The first fault says it all; the others are the same fault in other trainings.
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        return runs;
    }

    public void Say(string stage)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_speaking)
        {
            progress.Report($"{Figure}: {stage}");
        }
    }
}
