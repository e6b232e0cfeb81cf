using Loschmidt.Baselines;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;
using Loschmidt.Tests.Data;

namespace Loschmidt.Tests.Training;

/// <summary>Training images that change from step to step, and nothing else that does.</summary>
public sealed class AugmentedTrainingTests
{
    private const int Steps = 6;

    private static readonly int[] Rows = [.. Enumerable.Range(0, 40)];

    // Mutation: noise from a generator that goes on, which a resumed training would begin anew.
    [Fact]
    public void A_training_that_was_interrupted_ends_as_if_it_had_not_been()
    {
        using var folder = new TemporaryData();
        var data = Load(folder, new AugmentSettings { Noise = 0.2, Shift = 1 }).Train;
        var undisturbed = Learner(workers: 1);
        Train(undisturbed, data, 0, Steps);

        var before = Learner(workers: 1);
        Train(before, data, 0, 2);
        var after = Learner(workers: 1);
        foreach (var ((_, to), (_, from)) in after.Memory.Zip(before.Memory))
        {
            from.CopyTo(to, 0);
        }

        Train(after, data, 2, Steps);
        after.Theta.ToArray().ShouldBe(undisturbed.Theta.ToArray());
    }

    [Fact]
    public void Threads_change_no_bit_of_it()
    {
        using var folder = new TemporaryData();
        var data = Load(folder, new AugmentSettings { Noise = 0.2, Shift = 1 }).Train;
        var (one, three) = (Learner(workers: 1), Learner(workers: 3));
        Train(one, data, 0, Steps);
        Train(three, data, 0, Steps);
        three.Theta.ToArray().ShouldBe(one.Theta.ToArray());
    }

    [Fact]
    public void What_is_judged_is_not_touched()
    {
        using var folder = new TemporaryData();
        var (plain, augmented) = (Load(folder, null), Load(folder, new AugmentSettings { Noise = 0.5, Shift = 2 }));
        var blocks = Blocks(workers: 1);
        var theta = blocks.Machine.Learning.Theta.ToArray();
        double Cost(IDataSet set) => new Evaluator(blocks).Evaluate(theta, set).Cost;

        Cost(augmented.Train).ShouldBe(Cost(plain.Train));
        augmented.Validation.ShouldBeOfType<ImageDataSet>();
        augmented.Test!.Value.ShouldBeOfType<ImageDataSet>();
        plain.Train.ShouldBeOfType<ImageDataSet>();
        var (with, without) = (Learner(workers: 1), Learner(workers: 1));
        Train(with, augmented.Train, 0, 1);
        Train(without, plain.Train, 0, 1);
        with.Theta.ToArray().ShouldNotBe(without.Theta.ToArray());
    }

    // Mutation: a learner that reads the samples as they are.
    [Theory]
    [InlineData(Estimator.Tangent)]
    [InlineData(Estimator.SelfLearning)]
    public void Every_learner_asks_for_the_samples_of_its_step(Estimator estimator)
    {
        var blocks = TrainingTask.Blocks(1);
        var learner = Learners.Build(TrainingTask.SelfLearning(1e-4) with { Estimator = estimator }, blocks, seed: 1);
        var spy = new Spy(TrainingTask.Data(blocks.Machine));
        learner.Step(0, 1, spy, TrainingTask.AllRows);
        learner.Step(7, 1, spy, TrainingTask.AllRows);
        spy.Steps.ShouldBe([0, 7]);
    }

    [Fact]
    public void A_shift_out_of_sight_is_refused()
    {
        using var folder = new TemporaryData();
        Should.Throw<UnsuitableException>(() => Load(folder, new AugmentSettings { Shift = 8 })).Message.ShouldBe(
            "data: a shift by 8 pixels moves images of 8 x 8 out of sight; data.augment.shift is at most 7");
    }

    private static DataSplits Load(TemporaryData folder, AugmentSettings? augment)
    {
        var lines = DigitLines.Of(
            [.. Enumerable.Range(0, 50).Select(n => (n % 10, new Func<int, int>(i => ((i * (n + 3)) + n) % 17)))]);
        folder.Digits(lines, lines);
        return DataFactory.Load(
            new Experiment
            {
                Name = "augmented", Machine = Settings,
                Data = new() { Set = DataSetKind.Digits, Validation = 10, Augment = augment },
                Training = Training, Seed = 5,
            },
            Blocks(workers: 1).Machine, folder.Root);
    }

    private static PerceptronSettings Settings => new() { Inputs = 64, Outputs = 10 };

    private static TrainingSettings Training => new()
    {
        Estimator = Estimator.ReverseSweep, Batch = Rows.Length,
        Optimiser = new() { Kind = OptimiserKind.Adam, Rate = 0.01 },
    };

    private static LaneBlocks Blocks(int workers) =>
        new([.. Enumerable.Range(0, workers).Select(_ => new PerceptronMachine<float>(Settings, seed: 1))]);

    private static ILearner Learner(int workers) => Learners.Build(Training, Blocks(workers), seed: 1);

    private static void Train(ILearner learner, IDataSet data, int from, int to)
    {
        for (var step = from; step < to; step++)
        {
            learner.Step(step, 1, data, Rows);
        }
    }

    private sealed class Spy(IDataSet set) : IAugmentedSet
    {
        public List<long> Steps { get; } = [];

        public string Name => set.Name;

        public int Count => set.Count;

        public int Features => set.Features;

        public int Targets => set.Targets;

        public int Classes => set.Classes;

        public void Read(ReadOnlySpan<int> rows, Batch destination) =>
            throw new InvalidOperationException("read as they are");

        public IDataSet At(long step)
        {
            Steps.Add(step);
            return set;
        }
    }
}
