using System.Diagnostics;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Composition;

/// <summary><c>loschmidt evaluate</c>: judges a finished or interrupted run by its latest checkpoint.</summary>
public static class EvaluateCommand
{
    /// <summary>Evaluates on every split the task has; changes nothing in the run folder.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="progress">Not told anything: an evaluation is short.</param>
    /// <param name="cancellation">Checked between splits.</param>
    /// <exception cref="InputException">The run, its checkpoint or its data are at fault.</exception>
    public static TrainResult Run(EvaluateRequest request, IProgress<TrainProgress> progress, CancellationToken cancellation)
    {
        using var memory = new PeakMemory();
        var clock = Stopwatch.StartNew();
        var folder = RunFolder.Open(request.Run, request.Runs);
        var experiment = folder.ReadExperiment(MachineFactory.Kinds);
        var checkpoint = folder.Checkpoints.Latest()
            ?? throw new RunException(folder.Name, "has no checkpoint yet, so there is nothing to evaluate");
        var bench = Workbench.SetUp(experiment, int.MaxValue / 2, request.Threads, request.Data);
        var theta = StateTensors.Theta(checkpoint, bench.Blocks.Machine.Parameters, folder.Name);
        var evaluator = new Evaluator(bench.Blocks);
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);

        void Judge(string prefix, IDataSet? data)
        {
            cancellation.ThrowIfCancellationRequested();
            if (data is null)
            {
                return;
            }

            var evaluation = evaluator.Evaluate(theta, data);
            metrics[Named(prefix, "cost")] = evaluation.Cost;
            if (evaluation.Accuracy is { } accuracy)
            {
                metrics[Named(prefix, "accuracy")] = accuracy;
            }

            if (evaluation.WorstContrast is { } contrast)
            {
                metrics[Named(prefix, "worstContrast")] = contrast;
            }
        }

        Judge("", bench.Data.Train);
        Judge("validation", bench.Data.Validation);
        Judge("test", bench.Data.Test?.Value);
        return new TrainResult(
            folder.Name, experiment.Name, experiment.Seed, ValueTypes.Word(experiment.Training.Estimator), checkpoint.Manifest.Step,
            clock.Elapsed.TotalSeconds, memory.Bytes, metrics, false, folder.FullPath, []);
    }

    private static string Named(string prefix, string metric) =>
        prefix.Length == 0 ? metric : prefix + char.ToUpperInvariant(metric[0]) + metric[1..];
}
