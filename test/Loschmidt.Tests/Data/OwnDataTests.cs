using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Graphs;

namespace Loschmidt.Tests.Data;

/// <summary>Files of one's own as an experiment names them.</summary>
public sealed class OwnDataTests : IDisposable
{
    private readonly TemporaryData _data = new();

    [Fact]
    public void A_table_teaches_any_machine_whose_numbers_it_has()
    {
        File.WriteAllText(_data.Path("t.csv"), "1,2,3,0.5\n4,5,6,-0.5\n7,8,9,0\n");
        var (train, validation, _) = Load("set: csv, path: t.csv, targetColumns: 1, validation: 1");
        (train.Count, train.Features, train.Targets, train.Classes).ShouldBe((2, 3, 1, 0));
        validation!.Count.ShouldBe(1);
    }

    [Fact]
    public void A_series_teaches_any_machine_whose_window_and_horizon_it_is_given()
    {
        File.WriteAllText(_data.Path("s.csv"), "value\n1\n2\n3\n4\n5\n6\n");
        var splits = Load("set: series, path: s.csv, window: 3, horizon: 1");
        (splits.Train.Count, splits.Train.Features, splits.Train.Targets).ShouldBe((3, 3, 1));
        splits.Validation.ShouldBeNull();
    }

    [Fact]
    public void A_table_with_labels_teaches_a_machine_with_classes()
    {
        File.WriteAllText(_data.Path("x.csv"), "0,0,0\n0,1,1\n1,0,1\n1,1,0\n");
        var xor = Load("set: csv, path: x.csv, label: true", "kind: wave").Train;
        (xor.Count, xor.Features, xor.Targets, xor.Classes).ShouldBe((4, 2, 0, 2));
    }

    [Theory]
    [InlineData("set: csv, path: t.csv, targetColumns: 2", "e.yaml:3:32: data: this ring machine is judged by 1 targets a sample, not by 2")]
    [InlineData("set: csv, path: t.csv, label: true", "e.yaml:3:32: data: this ring machine is judged by 1 targets, not by a label; use targetColumns: 1")]
    [InlineData("set: series, path: s.csv, window: 2, horizon: 1", "e.yaml:3:35: data: a window of 2 and a horizon of 1 numbers do not fit this ring machine, which takes 3 inputs")]
    public void Data_that_do_not_fit_the_machine_are_refused_with_their_place(string data, string message)
    {
        File.WriteAllText(_data.Path("t.csv"), "1,2,3,0.5\n");
        File.WriteAllText(_data.Path("s.csv"), "1\n2\n3\n4\n");
        Should.Throw<UnsuitableException>(() => Load(data)).Message.ShouldStartWith(_data.Path(message));
    }

    [Theory]
    [InlineData("set: csv, targetColumns: 1", "data of set: csv needs the key 'path': a file")]
    [InlineData("set: csv, path: t.csv", "data of set: csv needs either 'targetColumns', a number of columns, or 'label: true'")]
    [InlineData("set: csv, path: t.csv, targetColumns: 1, label: true", "needs either 'targetColumns'")]
    [InlineData("set: series, path: s.csv, window: 3", "data of set: series needs 'window' and 'horizon'")]
    [InlineData("set: xor, stride: 2", "data.stride belongs to set: series, series-file, sines; remove it")]
    [InlineData("set: mnist, label: true", "data.label belongs to set: csv; remove it")]
    [InlineData("set: uea", "data of set: uea needs the key 'name', such as SelfRegulationSCP1")]
    [InlineData("set: uea, name: ../x", "data.name expects letters and digits, such as SelfRegulationSCP1")]
    [InlineData("set: xor, name: x", "data.name belongs to set: uea; remove it")]
    [InlineData("set: uea, name: X, split: cross-validation", "data.split of cross-validation needs the key 'fold', which one is the test, 1 to 5")]
    [InlineData("set: uea, name: X, split: cross-validation, fold: 4, folds: 3", "data.fold expects a fold from 1 to 3")]
    [InlineData("set: uea, name: X, fold: 1", "data.fold belongs to split: cross-validation; remove it")]
    [InlineData("set: uea, name: X, split: published, validation: 3", "data.validation belongs to split: archive")]
    [InlineData("set: adding", "data of set: adding needs the key 'steps', the length of a series")]
    [InlineData("set: copy, steps: 20", "data.steps expects at least 21 steps to repeat 10 symbols")]
    [InlineData("set: series-file", "data of set: series-file needs the key 'path': a file")]
    [InlineData("set: series-file, path: s.csv, shares: [0.5, 0.5]", "data.shares expects three numbers: for training, validation and test")]
    [InlineData("set: series-file, path: s.csv, shares: [0.7, 0.3, 0.3]", "data.shares expects a share for training above 0, and a sum of at most 1")]
    public void Keys_that_contradict_the_set_are_refused(string data, string message) =>
        Should.Throw<ExperimentException>(() => Load(data)).Message.ShouldContain(message);

    [Fact]
    public void A_file_that_is_not_there_is_named_in_full() =>
        Should.Throw<DataException>(() => Load("set: csv, path: nowhere.csv, targetColumns: 1")).Message.ShouldBe(
            $"{_data.Path("nowhere.csv")}: no such file");

    [Fact]
    public void A_ring_learns_to_say_what_comes_next()
    {
        // A damped oscillation: each number is a fixed mixture of the two before it, which a few springs can be. The
        // reader of windows is at fault where the cost does not fall: shifted by one, or with targets and inputs
        // exchanged.
        var values = new double[120];
        (values[0], values[1]) = (0.5, 0.45);
        for (var n = 2; n < values.Length; n++)
            values[n] = (1.6 * values[n - 1]) - (0.99 * values[n - 2]);
        File.WriteAllLines(_data.Path("s.csv"), values.Select(value => value.ToString("R",
            System.Globalization.CultureInfo.InvariantCulture)));
        var (train, validation, _) = SeriesDataSet.Load(_data.Path("s.csv"), 3, 1, 1, validation: 20, limit: null);
        var blocks = new LaneBlocks([GraphMachines.Build<double>(
            new RingSettings { Sites = 6, Duration = 2, Steps = 20, InputSites = [1, 2, 3], OutputSites = [4] },
            seed: 1)]);
        var settings = new TrainingSettings { Optimiser = new() { Kind = OptimiserKind.Adam, Rate = 0.05 }, Batch = 8 };
        var learner = Learners.Build(settings, blocks, seed: 1);
        var batcher = new Batcher(train.Count, 8, seed: 1);
        var rows = new int[8];
        var evaluator = new Evaluator(blocks);
        var before = evaluator.Evaluate(learner.Theta, validation!).Cost;
        for (var step = 0; step < 200; step++)
        {
            batcher.Rows(step, rows);
            learner.Step(step, 1, train, rows);
        }

        evaluator.Evaluate(learner.Theta, validation!).Cost.ShouldBeLessThan(0.2 * before);
    }

    public void Dispose() => _data.Dispose();

    private DataSplits Load(string data,
        string machine = "kind: ring, sites: 8, inputSites: [0, 2, 4], outputSites: [6]")
    {
        var yaml = $"name: own\nmachine: {{ {machine} }}\ndata: {{ {data} }}\n";
        var experiment = ExperimentFile.Parse(yaml, _data.Path("e.yaml"), [], quick: false, MachineFactory.Kinds);
        return DataFactory.Load(
            experiment, MachineFactory.Build(experiment.Machine, Precision.Double, experiment.Seed), folder: null);
    }
}
