using System.Numerics;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Reproduction;
using Loschmidt.Experiments.Schema;
using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Experiments.Commands;

/// <summary>What figures are made with: presets, machines, data, and trainings that are kept on disk.</summary>
/// <param name="trainings">Where finished trainings are kept.</param>
/// <param name="data">What <c>--data</c> said.</param>
/// <param name="progress">Told what is being done.</param>
/// <param name="cancellation">Ends trainings after the step in hand.</param>
internal sealed class Workshop(
    TrainingStore trainings, string? data, IProgress<string> progress, CancellationToken cancellation)
    : IWorkshop
{
    /// <summary>The name that stages are told under.</summary>
    public string Figure { get; set; } = "";

    public Experiment Plan(string preset, params IReadOnlyList<string> settings) =>
        RequestedExperiment.Load(preset, quick: false, settings);

    public Experiment PlanSmall(string preset, params IReadOnlyList<string> settings) =>
        RequestedExperiment.Load(preset, quick: true, settings);

    public IReadOnlyList<SweepVariant> Study(string preset, bool quick) =>
    [
        .. SweepPlan.Jobs(RequestedExperiment.Load(preset, quick, [])).GroupBy(job => job.Variant, StringComparer.Ordinal)
            .Select(variant => new SweepVariant(variant.First().Case, [.. variant.Select(job => job.Experiment)])),
    ];

    public IReverses Build(Experiment experiment) =>
        (IReverses)MachineFactory.Build(experiment.Machine, experiment.Training.Precision, experiment.Seed);

    public HssmMachine<T> Stack<T>(HssmSettings settings, int lanes, ulong seed)
        where T : unmanaged, IFloatingPointIeee754<T> => new(settings, lanes, seed, trainings.Threads);

    public DataSplits Samples(Experiment experiment) => DataFactory.Load(
        experiment, MachineFactory.Build(experiment.Machine, experiment.Training.Precision, experiment.Seed), data);

    public IReadOnlyList<TrainedRun> Train(params IReadOnlyList<Experiment> experiments) =>
        trainings.Train(experiments, Tell, cancellation);

    public IReadOnlyList<TrainedRun> TrainAndTest(IReadOnlyList<Experiment> experiments) =>
        trainings.Train(experiments, Tell, cancellation, readTest: true);

    public IReadOnlyDictionary<string, double> Judge(TrainedRun run, IReadOnlyList<string> settings) => EvaluateCommand.Run(
        new EvaluateRequest(run.Folder, trainings.Threads, data, null) { Splits = ["test"], Sets = settings },
        new Progress<TrainProgress>(), cancellation).Metrics;

    public (double Validation, double Test) Reservoir(Experiment experiment)
    {
        var bench = Workbench.SetUp(experiment, 256, trainings.Threads, data);
        var reservoir = Training.Reservoir.Fit(bench.Blocks, bench.Blocks.Machine.Learning.Theta, bench.Data, experiment.Seed);
        return (reservoir.Accuracy, bench.Data.Test is { } test ? reservoir.Score(test.Value) : double.NaN);
    }

    public IReadOnlyDictionary<string, double> ProbeGradient(Experiment experiment) => GradientProbe.Measure(experiment, data);

    public void Say(string stage)
    {
        cancellation.ThrowIfCancellationRequested();
        progress.Report($"{Figure}: {stage}");
    }

    private void Tell(int done) => progress.Report($"{Figure}: {done} trainings done");
}
