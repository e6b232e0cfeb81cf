using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using System.Diagnostics;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Commands;

/// <summary><c>loschmidt evaluate</c>: judges a finished or interrupted run, on its own data or on a file.</summary>
public static class EvaluateCommand
{
    private const string Train = "train";
    private const string Validation = "validation";
    private const string Test = "test";
    private const string File = "file";

    /// <summary>Evaluates; changes nothing in the run folder.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="progress">Not told anything: an evaluation is short.</param>
    /// <param name="cancellation">Checked between batches of samples.</param>
    /// <exception cref="InputException">The run, its checkpoint, its data or a changed setting are at fault.</exception>
    /// <exception cref="NonFiniteException">The machine answers a sample of a file by numbers that are not
    /// finite.</exception>
    public static EvaluateResult Run(EvaluateRequest request, IProgress<TrainProgress> progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var memory = new PeakMemory();
        var clock = Stopwatch.StartNew();
        var trained = TrainedMachine.Open(request.Run, request.Runs, request.Checkpoint, request.Threads, request.Sets);
        var evaluator = new Evaluator(trained.Blocks);
        var found = new List<(string Split, Evaluation Evaluation)>();
        IReadOnlyList<string> classes = [];
        if (request.On is { } file && trained.Machine is ISequenceMachine)
        {
            Judge(File, SeriesFileForm.ToJudge(trained, file, request.Labels, request.Missing));
        }
        else if (request.On is { } path)
        {
            using var samples = SampleFile.ToJudge(path, trained, request.Header, request.Labels);
            found.Add((File, evaluator.Evaluate(trained.Theta, samples, cancellation)));
        }
        else
        {
            var data = DataFactory.Load(trained.Experiment, trained.Machine, request.Data);
            foreach (var split in (string[])[Train, Validation, Test])
            {
                if (Wanted(split) && Samples(data, split) is { } samples)
                    Judge(split, samples);
            }
        }

        return Result(trained, found, classes, clock.Elapsed.TotalSeconds, memory.Bytes);

        void Judge(string split, IDataSet samples)
        {
            classes = (samples as ISeriesSet)?.ClassNames ?? [];
            found.Add((split, evaluator.Evaluate(trained.Theta, samples, cancellation)));
        }

        bool Wanted(string split) => request.Splits.Count == 0 || request.Splits.Contains(split);

        IDataSet? Samples(DataSplits data, string split)
        {
            var samples = split == Train ? data.Train : split == Validation ? data.Validation : data.Test?.Value;
            return samples is not null || request.Splits.Count == 0
                ? samples
                : throw new UnsuitableException(
                    $"the data of this run have no {split} samples", Places.Of(trained.Experiment, "data"));
        }
    }

    private static EvaluateResult Result(
        TrainedMachine trained, List<(string Split, Evaluation Evaluation)> found, IReadOnlyList<string> classes, double seconds,
        long bytes)
    {
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        var intervals = new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal);
        foreach (var (split, evaluation) in found)
        {
            metrics[Named(split, "cost")] = evaluation.Cost;
            if (evaluation.Accuracy is { } accuracy && evaluation.AccuracyInterval is var (low, high))
            {
                metrics[Named(split, "accuracy")] = accuracy;
                intervals[Named(split, "accuracy")] = [low, high];
            }

            if (evaluation.NaiveCost is { } naive)
                metrics[Named(split, "naiveCost")] = naive;
            if (evaluation.Skill is { } skill)
                metrics[Named(split, "skill")] = skill;
            if (evaluation.WorstContrast is { } contrast)
                metrics[Named(split, "worstContrast")] = contrast;
        }

        var experiment = trained.Experiment;
        return new EvaluateResult(
            trained.Folder.Name, experiment.Name, experiment.Seed, ValueTypes.Word(experiment.Training.Estimator),
            trained.Step,
            seconds, bytes, metrics, intervals,
            found.ToDictionary(each => each.Split, each => each.Evaluation.Samples),
            found.Where(each => each.Evaluation.Confusion is not null)
                .ToDictionary(each => each.Split, each => each.Evaluation.Confusion!),
            found.Where(each => each.Evaluation.Undecided > 0)
                .ToDictionary(each => each.Split, each => each.Evaluation.Undecided),
            trained.Folder.FullPath)
        {
            Classes = classes,
            Notes = SkillNote.Of(metrics, experiment.Data) is { } note ? [note] : [],
            Changed = trained.Changed,
        };
    }

    private static string Named(string split, string metric) =>
        split is Train or File ? metric : split + char.ToUpperInvariant(metric[0]) + metric[1..];
}
