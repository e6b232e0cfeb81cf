using System.Diagnostics;
using System.Text.Json.Nodes;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Composition;

/// <summary><c>loschmidt train</c>: from an experiment to a run folder.</summary>
public static class TrainCommand
{
    /// <summary>Trains; writes the run folder, metrics, checkpoint and pictures.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="progress">Told about every so many milliseconds.</param>
    /// <param name="cancellation">Ends the run after the step in hand; what was done is saved.</param>
    /// <exception cref="InputException">The experiment, its data or the run folder are at fault.</exception>
    /// <exception cref="NonFiniteException">A number stopped being finite; the state before it was saved.</exception>
    public static TrainResult Run(TrainRequest request, IProgress<TrainProgress> progress, CancellationToken cancellation)
    {
        var experiment = Requested(request);
        var training = experiment.Training;
        using var memory = new PeakMemory();
        var clock = Stopwatch.StartNew();
        var bench = Workbench.SetUp(experiment, Math.Max(training.Batch, 256), request.Threads, request.Data);
        var learner = Learners.Build(training, bench.Blocks, experiment.Seed);
        var batcher = new Batcher(bench.Data.Train.Count, training.Batch, experiment.Seed, training.Sampling);
        var steps = training.Steps ?? checked((int)batcher.StepsFor(training.Epochs ?? 1));

        var folder = RunFolder.Create(request.Runs, experiment, MachineFactory.Kinds);
        using var @lock = folder.Lock();
        using var metrics = folder.OpenMetrics();
        var loop = new TrainingLoop(bench, learner, batcher, training, steps, metrics, progress);
        void Save() => folder.Checkpoints.Write(
            loop.Step, experiment.Seed, StateTensors.Of(learner, bench.Blocks.Machine.Parameters));
        try
        {
            loop.Run(cancellation);
        }
        catch (NonFiniteException fault)
        {
            Save();
            throw new NonFiniteException($"{fault.Message}; the state before that step is saved in {folder.FullPath}");
        }

        Save();
        var interrupted = loop.Step < steps;
        var outcome = loop.Outcome(readTest: !interrupted);
        var figures = RunPictures.Save(experiment, learner.Theta, bench.Data.Train, folder, request.Png);
        var result = new TrainResult(
            folder.Name, experiment.Name, experiment.Seed, ValueTypes.Word(training.Estimator), loop.Step,
            clock.Elapsed.TotalSeconds, memory.Bytes, outcome, interrupted, folder.FullPath, figures);
        folder.WriteResult(ToJson(result));
        return result;
    }

    private static Experiment Requested(TrainRequest request)
    {
        var options = new List<(string, object?, string)>
        {
            ("seed", request.Seed, "--seed"),
            ("training.estimator", request.Estimator, "--estimator"),
            ("training.precision", request.Precision, "--precision"),
            // Setting steps takes the file's epochs away, and the other way round.
            ("training.steps", request.Steps, "--steps"),
            ("training.epochs", request.Epochs, "--epochs"),
        };
        if (request.Estimator is not null and not "self-learning")
        {
            options.Add(("training.protocol", "", "--estimator"));
            options.Add(("training.noise", "", "--estimator"));
        }

        return RequestedExperiment.Load(
            request.Source, request.Quick, request.Sets, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(options));
    }

    private static JsonObject ToJson(TrainResult result) => new()
    {
        ["run"] = result.Run,
        ["preset"] = result.Preset,
        ["seed"] = result.Seed,
        ["estimator"] = result.Estimator,
        ["steps"] = result.Steps,
        ["seconds"] = result.Seconds,
        ["peakBytes"] = result.PeakBytes,
        ["interrupted"] = result.Interrupted,
        ["metrics"] = new JsonObject(result.Metrics.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["figures"] = new JsonArray([.. result.Figures.Select(figure => (JsonNode?)figure)]),
    };
}
