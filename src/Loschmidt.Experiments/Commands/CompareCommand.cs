using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Commands;

/// <summary><c>loschmidt compare</c>: one machine on one task, from one θ, with every estimator that it allows.</summary>
public static class CompareCommand
{
    /// <summary>Most passes of one step unless told otherwise.</summary>
    public const double DefaultBudget = 2_000;

    /// <summary>Where results go unless told otherwise, relative to the working folder.</summary>
    public const string DefaultOutput = "compared";

    private const string SelfLearning = "self-learning";

    // Smaller sets are judged as they are: a fifth of them would say nothing.
    private const int LeastToDivide = 100;

    private static readonly string[] Accepted = [SelfLearning, .. EstimatorRegistry.Names];

    private static readonly DataSetKind[] Divisible = [DataSetKind.Digits, DataSetKind.Csv, DataSetKind.Moons];

    /// <summary>Trains and judges; test samples are never read.</summary>
    /// <param name="request">What was asked for; no estimators means all.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Ends the training in hand after its step; what was done is kept and returned.</param>
    /// <exception cref="InputException">The experiment or its data are at fault, or no estimator that was asked for applies.</exception>
    public static CompareResult Run(CompareRequest request, IProgress<string> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var experiment = RequestedExperiment.Load(
            request.Source, request.Quick, request.Sets, ("seed", request.Seed, "--seed"), ("training.precision", request.Precision, "--precision"));
        if (request.Steps is { } wanted)
        {
            experiment = experiment with { Training = experiment.Training with { Steps = wanted, Epochs = null } };
        }

        var names = Names(request.Estimators);
        var folder = Path.GetFullPath(request.Output ?? Path.Combine(DefaultOutput, experiment.Name));
        OutputPath.RequireFolder(folder);
        var count = request.Seeds ?? (request.Quick ? 1 : 3);
        ulong[] seeds = [.. Enumerable.Range(0, count).Select(i => experiment.Seed + (ulong)i)];
        var first = SetUp(experiment, request);
        var (machine, training) = (first.Blocks.Machine, experiment.Training);
        var budget = request.Budget ?? DefaultBudget;
        var (tried, skipped) = Sort(names, first.Blocks, training, budget);
        if (tried.Count == 0)
        {
            throw new UnsuitableException(
                "no estimator that was asked for applies: " + string.Join("; ", skipped.Select(one => $"{one.Estimator}: {one.Reason}")));
        }

        var result = new CompareResult(
            experiment.Name, machine.Kind, machine.Parameters.Count, StepsOf(training, first.Data.Train, experiment.Seed), training.Batch, seeds,
            first.Data.Validation is null ? "training" : "validation", Judges(first.Data).Count, budget, false,
            [.. tried.Select(name => new ComparedEstimator(name, Passes(name, machine, training), []))], [], skipped, folder);
        foreach (var seed in seeds)
        {
            var seeded = experiment with { Seed = seed };
            var bench = seed == experiment.Seed ? first : SetUp(seeded, request);
            var theta = bench.Blocks.Machine.Learning.Theta.ToArray();
            if (!cancellation.IsCancellationRequested)
            {
                progress.Report($"seed {seed}: baselines");
                result = result with { Baselines = WithBaselines(result.Baselines, bench, theta, seed) };
            }

            for (var i = 0; i < tried.Count && !cancellation.IsCancellationRequested; i++)
            {
                progress.Report($"seed {seed}: {tried[i]}");
                var course = Train(seeded, bench, theta, tried[i], result, cancellation);
                var one = result.Estimators[i];
                result = result with { Estimators = [.. result.Estimators.Take(i), one with { Courses = [.. one.Courses, course] }, .. result.Estimators.Skip(i + 1)] };
                result = Marked(result);
                ComparisonFiles.Write(result);
            }
        }

        result = result with { Interrupted = cancellation.IsCancellationRequested };
        ComparisonFiles.Write(result);
        return result;
    }

    private static IReadOnlyList<string> Names(IReadOnlyList<string> asked)
    {
        foreach (var name in asked.Where(name => !Accepted.Contains(name, StringComparer.Ordinal)))
        {
            throw new ExperimentException(
                new SourcePosition($"--estimators {name}"), $"no estimator has this name; accepted: {string.Join(", ", Accepted)}");
        }

        return asked.Count == 0 ? Accepted : asked;
    }

    private static Workbench SetUp(Experiment experiment, CompareRequest request)
    {
        var bench = Workbench.SetUp(experiment, Math.Max(experiment.Training.Batch, 256), request.Threads, request.Data);
        if (bench.Data.Validation is not null || bench.Data.Train.Count < LeastToDivide || !Divisible.Contains(experiment.Data.Set))
        {
            return bench;
        }

        // Estimators must not be compared by what they learned from, and test samples are not for comparing.
        var divided = experiment with { Data = experiment.Data with { Validation = bench.Data.Train.Count / 5 } };
        return bench with { Data = DataFactory.Load(divided, bench.Blocks.Machine, request.Data) };
    }

    private static IDataSet Judges(DataSplits data) => data.Validation ?? data.Train;

    private static int StepsOf(TrainingSettings training, IDataSet data, ulong seed) =>
        training.Steps ?? checked((int)new Batcher(data.Count, training.Batch, seed, training.Sampling).StepsFor(training.Epochs ?? 1));

    private static (IReadOnlyList<string> Tried, IReadOnlyList<SkippedEstimator> Skipped) Sort(
        IReadOnlyList<string> names, LaneBlocks blocks, TrainingSettings training, double budget)
    {
        var machine = blocks.Machine;
        var (tried, skipped) = (new List<string>(), new List<SkippedEstimator>());
        foreach (var name in names)
        {
            if (Refusal(name, blocks, training) is { } reason)
            {
                skipped.Add(new SkippedEstimator(name, false, reason));
            }
            else if (Passes(name, machine, training) * training.Batch is var passes && passes > budget)
            {
                skipped.Add(new SkippedEstimator(
                    name, true, FormattableString.Invariant($"one step would need {passes:0} passes, more than the budget of {budget:0}; --budget allows more")));
            }
            else
            {
                tried.Add(name);
            }
        }

        return (tried, skipped);
    }

    private static string? Refusal(string name, LaneBlocks blocks, TrainingSettings training)
    {
        if (name != SelfLearning)
        {
            var estimator = Estimator(name, blocks.Machine, training);
            if (!estimator.Supports(blocks.Machine, out var reason))
            {
                return reason;
            }

            try
            {
                Learners.Build(training, blocks, estimator);
                return null;
            }
            catch (UnsuitableException problem)
            {
                return problem.Message;
            }
        }

        return !Learners.Cycle(training).Supports(blocks.Machine, out var why) ? why
            : training.Optimiser.Kind != OptimiserKind.Decay ? "a machine that teaches itself has its own decay for an optimiser; set training.optimiser.kind to decay"
            : null;
    }

    private static double Passes(string name, IMachine machine, TrainingSettings training) =>
        name == SelfLearning ? Learners.Cycle(training).Passes : Learners.Drawing(Estimator(name, machine, training), training, 0).Passes(machine);

    // A difference step has nothing to do with a nudge, and what is no nudge keeps its usual size.
    private static IGradientEstimator Estimator(string name, IMachine machine, TrainingSettings training)
    {
        var known = EstimatorRegistry.Find(name);
        return known.At(machine, known.Trial == Trial.OverEpsilon ? training.Epsilon : null);
    }

    private static ComparedCourse Train(
        Experiment experiment, Workbench bench, double[] theta, string name, CompareResult result, CancellationToken cancellation)
    {
        var (blocks, training, points) = (bench.Blocks, experiment.Training, new List<ComparedPoint>());
        var perStep = Passes(name, blocks.Machine, training) * training.Batch;
        var course = new EstimatorCourse(blocks, bench.Data.Train, Judges(bench.Data), training, experiment.Seed)
        {
            Judged = (step, seconds, evaluation) => points.Add(new ComparedPoint(step, step * perStep, seconds, evaluation.Cost, evaluation.Accuracy)),
        };
        try
        {
            var finished = course.Run(theta, Learner, result.Steps, cancellation);
            return new ComparedCourse(experiment.Seed, finished, points);
        }
        catch (NonFiniteException problem)
        {
            return new ComparedCourse(experiment.Seed, false, points) { Failure = problem.Message };
        }

        ILearner Learner() => name == SelfLearning
            ? new SelfLearner(blocks, Learners.Cycle(training), new Bath(training.Decay.Temperature, experiment.Seed), AnnealingSettings.Of(training))
            : Learners.Build(training, blocks, Learners.Drawing(Estimator(name, blocks.Machine, training), training, experiment.Seed));
    }

    private static IReadOnlyList<ComparedBaseline> WithBaselines(IReadOnlyList<ComparedBaseline> so, Workbench bench, double[] theta, ulong seed)
    {
        var data = bench.Data;
        if (data.Train.Classes == 0 || bench.Blocks.Machine is ISequenceMachine)
        {
            return [];
        }

        var reservoir = Reservoir.Fit(bench.Blocks, theta, data, seed);
        var softmax = SoftmaxBaseline.Accuracy(data.Train, Judges(data), seed);
        return
        [
            Add("reservoir", reservoir.Accuracy, (double)reservoir.Passes * data.Train.Count, FormattableString.Invariant(
                $"the machine as it was drawn, {reservoir.Features} numbers of it and a ridge regression, lambda {reservoir.Lambda} ")
                + (data.Validation is null ? "as usual" : "chosen by the validation samples")),
            Add("softmax", softmax, 0, "a linear classifier of the inputs, without the machine"),
        ];

        ComparedBaseline Add(string name, double accuracy, double passes, string remark)
        {
            double[] all = [.. so.FirstOrDefault(one => one.Name == name)?.Accuracies ?? [], accuracy];
            return new ComparedBaseline(name, all.Average(), all, passes, remark);
        }
    }

    private static CompareResult Marked(CompareResult result)
    {
        var floor = result.Baselines.Count == 0 ? double.NaN : result.Baselines.Max(baseline => baseline.Accuracy);
        return result with
        {
            Estimators =
            [
                .. result.Estimators.Select(one => one with
                {
                    PassesToBaseline = one.Mean().FirstOrDefault(point => point.Accuracy >= floor)?.Passes,
                }),
            ],
        };
    }
}
