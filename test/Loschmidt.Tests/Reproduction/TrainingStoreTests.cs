using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Reproduction;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Reproduction;

public sealed class TrainingStoreTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("loschmidt-trainings-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_training_is_read_back_as_it_was_and_not_repeated()
    {
        var first = Train(again: false, 3)[0];
        var result = Path.Combine(Directory.EnumerateDirectories(_root).ShouldHaveSingleItem(), "result.json");
        var written = File.ReadAllText(result); // holds the time it took, which another training would not repeat
        var second = Train(again: false, 3)[0];

        File.ReadAllText(result).ShouldBe(written);
        second.Theta.ShouldBe(first.Theta);
        Costs(second).ShouldBe(Costs(first));

        var third = Train(again: true, 3)[0];
        File.ReadAllText(result).ShouldNotBe(written);
        third.Theta.ShouldBe(first.Theta);
    }

    [Fact]
    public void Runs_come_in_the_order_of_their_experiments_and_equal_ones_are_trained_once()
    {
        var runs = Train(again: false, 4, 2, 4);

        runs.Select(run => run.Metrics[^1].Step).ShouldBe([4L, 2L, 4L]);
        Directory.GetDirectories(_root).Length.ShouldBe(2);
    }

    /// <summary>The pictures of a training's course rest on it: one run a moment instead of snapshots.</summary>
    [Fact]
    public void A_shorter_training_is_the_beginning_of_a_longer_one()
    {
        var runs = Train(again: false, 2, 4);
        Costs(runs[1])[..3].ShouldBe(Costs(runs[0]));
    }

    private IReadOnlyList<TrainedRun> Train(bool again, params IReadOnlyList<int> steps) =>
        new TrainingStore(_root, again, 1, null).Train([.. steps.Select(Plan)], _ => { }, CancellationToken.None);

    private static double[] Costs(TrainedRun run) => run.Course("cost").Values;

    private static Experiment Plan(int steps) => ExperimentFile.Load(
        "xor", [Setting.Parse($"training.steps={steps}"), Setting.Parse("training.evaluateEvery=1")], false,
        MachineFactory.Kinds);
}
