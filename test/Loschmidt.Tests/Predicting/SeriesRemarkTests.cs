using Loschmidt.Experiments;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Sequences;

namespace Loschmidt.Tests.Predicting;

/// <summary>What is said of series, files and settings that do not fit together, where silence would cost somebody an evening.</summary>
public sealed class SeriesRemarkTests(SeriesPlace place) : IClassFixture<SeriesPlace>
{
    private const string Header = "@univariate true\n@equalLength false\n@classLabel true CLASSES\n@data\n";

    /// <summary>The mutation: only the header is asked which classes there are.</summary>
    [Fact]
    public void Classes_without_a_training_sample_are_named_with_what_they_cost()
    {
        var train = place.Write("header.ts", Header.Replace("CLASSES", "a b c") + "1,2:a\n3,4:b\n5,6:a\n");
        var test = place.Write("header-test.ts", Header.Replace("CLASSES", "a b c") + "7,2:c\n8,4:b\n");
        Notes(train, test).ShouldHaveSingleItem()
            .ShouldEndWith("no sample of c: nothing can be learnt of this class, and 1 test samples of it count as wrong");
        Notes(place.Write("all.ts", Header.Replace("CLASSES", "a b") + "1,2:a\n3,4:b\n5,6:a\n")).ShouldBeEmpty();
    }

    [Fact]
    public void An_empty_folder_of_a_class_is_noticed_and_a_file_that_is_no_table_can_be_told_from_one()
    {
        var one = place.Write("kinds/slow/1.csv", "1\n2\n");
        place.Write("kinds/fast/1.csv", "3\n4\n");
        var folder = Path.GetDirectoryName(Path.GetDirectoryName(one))!;
        Directory.CreateDirectory(Path.Combine(folder, "none"));
        Notes(folder).ShouldHaveSingleItem().ShouldEndWith("none: there is no table in this folder, so there is no such class");

        place.Write("kinds/slow/README.txt", "about these series\n");
        Should.Throw<InputException>(() => Notes(folder)).Message.ShouldEndWith("every file here is taken for a sample: remove it if it is none");
    }

    [Fact]
    public void Numbers_alone_are_not_mistaken_for_a_list_of_files()
    {
        var file = place.Write("pairs.csv", "level,other\n99.9232,1\n98,2\n");
        Should.Throw<InputException>(() => place.Evaluate(place.Classifier(), file)).Message.ShouldContain("pairs.csv:2:1: expected labelled samples, found numbers alone");
    }

    [Fact]
    public void A_table_shorter_than_the_window_is_refused_with_what_can_be_done_about_it()
    {
        var message = Should.Throw<InputException>(() => place.Evaluate(place.Forecaster(), place.Write("short.csv", SeriesPlace.Waves(10)))).Message;
        message.ShouldEndWith("10 steps are too few: the run was trained on windows of 40, and is judged on such; name a longer table");
    }

    [Fact]
    public void Settings_that_contradict_each_other_are_told_without_the_names_of_our_own_parameters()
    {
        var settings = new HssmSettings { Unit = new UnitSettings { ExactReturn = true } };
        Should.Throw<UnsuitableException>(() => MachineFactory.Build(settings, Precision.Float, 1)).Message
            .ShouldBe("machine: unit.exactReturn computes in double; set training.precision: double");
    }

    /// <summary>The mutation: the largest number of outputs is taken without a word.</summary>
    [Theory]
    [InlineData("{ kind: classification, outputs: 3 }", "has 2 classes, this machine gives 3 answers")]
    [InlineData("{ kind: classification, outputs: 2 }", null)]
    public void More_answers_than_classes_are_noticed(string head, string? note)
    {
        var notes = Factory(head, $"{{ set: series-samples, path: {place.Write("two.ts", SeriesPlace.Tones(8))} }}", channels: 1);
        if (note is null)
            notes.ShouldBeEmpty();
        else
            notes.ShouldHaveSingleItem().ShouldContain(note);
    }

    [Fact]
    public void Outputs_of_a_forecast_have_no_effect_and_that_is_said() =>
        Factory("{ kind: forecast, outputs: 1 }", $"{{ set: series-file, path: {place.Write("two.csv", SeriesPlace.Waves(400))}, window: 40 }}", channels: 2)
            .ShouldHaveSingleItem().ShouldStartWith("machine.head.outputs: 1 has no effect");

    [Fact]
    public void A_file_beside_the_name_that_was_typed_is_suggested_and_so_is_a_preset()
    {
        var file = place.Write("plans/tank.yaml", "name: tank\n");
        var folder = Path.GetDirectoryName(file)!;
        Message(Path.Combine(folder, "tank")).ShouldContain($"did you mean '{file}'?");
        Message(Path.Combine(folder, "tank.yam")).ShouldContain($"did you mean '{file}'?");
        Message(Path.Combine(folder, "tank.yam")).ShouldNotContain("scp1-linear");
        Message("scp1-liner").ShouldContain("did you mean 'scp1-linear'?");

        static string Message(string name) => Should.Throw<ExperimentException>(
            () => ExperimentFile.Load(name, [], quick: false, MachineFactory.Kinds)).Message;
    }

    private static IReadOnlyList<string> Notes(string path, string? test = null) => SeriesSets.Load(
        new DataSettings { Set = DataSetKind.SeriesSamples, Path = path, TestPath = test }, 1, null).Notes;

    private static IReadOnlyList<string> Factory(string head, string data, int channels)
    {
        var yaml = $$"""
            name: t
            machine: { kind: hssm, channels: {{channels}}, hidden: 4, blocks: 1, head: {{head}} }
            data: {{data}}
            training: { estimator: paired, batch: 2, steps: 1, optimiser: { kind: sgd, rate: 0.1 } }
            """;
        var experiment = ExperimentFile.Parse(yaml, "t.yaml", [], quick: false, MachineFactory.Kinds);
        var machine = MachineFactory.Build(experiment.Machine, Precision.Double, 1);
        return DataFactory.Load(experiment, machine, null).Notes;
    }
}
