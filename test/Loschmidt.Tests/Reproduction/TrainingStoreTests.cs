using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Reproduction;

public sealed class TrainingStoreTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("loschmidt-trainings-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_training_is_read_back_as_it_was_and_not_repeated()
    {
        var first = new TrainingStore(_root, again: false).Train(Plan(3), null, CancellationToken.None);
        var folder = Directory.EnumerateDirectories(_root).ShouldHaveSingleItem();
        var written = Directory.GetLastWriteTimeUtc(folder);
        var second = new TrainingStore(_root, again: false).Train(Plan(3), null, CancellationToken.None);

        Directory.EnumerateDirectories(_root).ShouldHaveSingleItem();
        Directory.GetLastWriteTimeUtc(folder).ShouldBe(written);
        second.Theta.ShouldBe(first.Theta);
        second.Metrics.Select(line => (line.Step, line["cost"]))
            .ShouldBe(first.Metrics.Select(line => (line.Step, line["cost"])));
    }

    /// <summary>Times would tell two runs apart.</summary>
    [Fact]
    public void Metrics_come_without_times() =>
        new TrainingStore(_root, again: false).Train(Plan(1), null, CancellationToken.None).Metrics
            .SelectMany(line => line.Values).ShouldNotContain(value => value.Name == "seconds");

    /// <summary>The figures of a training's course rest on it: one run a moment instead of snapshots.</summary>
    [Fact]
    public void A_shorter_training_is_the_beginning_of_a_longer_one()
    {
        var store = new TrainingStore(_root, again: false);
        var two = store.Train(Plan(2), null, CancellationToken.None);
        var four = store.Train(Plan(4), null, CancellationToken.None);
        two.Metrics[^1]["cost"].ShouldBe(four.Metrics.First(line => line.Step == 2)["cost"]);
    }

    private static Experiment Plan(int steps) => ExperimentFile.Load(
        "xor", [Setting.Parse($"training.steps={steps}"), Setting.Parse("training.evaluateEvery=1")], false,
        MachineFactory.Kinds);
}
