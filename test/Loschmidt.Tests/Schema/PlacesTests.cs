using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Tests.Schema;

/// <summary>Problems that only a whole machine, or a machine with its data, brings to light are told with their place
/// too.</summary>
public sealed class PlacesTests
{
    private const string Ring = """
        name: r
        machine:
          kind: ring
          sites: 8
          outputSites: [1, 99]
          inputSites: [0]
        data: { set: random }
        """;

    private const string Wave = """
        name: w
        machine:
          kind: wave
          window: { from: 0.8, to: 0.2 }
        data: { set: xor }
        """;

    [Fact]
    public void A_machine_that_cannot_be_is_placed_at_the_key_its_message_begins_with()
    {
        Refusal(Wave).ShouldStartWith("f.yaml:4:3: machine: Window is 0.8 ... 0.2; it must be");
        Refusal(Ring).ShouldStartWith("f.yaml:5:3: machine: output site 99 lies outside 0 to 7");
    }

    [Fact]
    public void A_message_that_quotes_a_value_is_placed_at_that_value() =>
        Refusal(Ring.Replace("inputSites: [0]", "splitting: lie-trot")).ShouldStartWith(
            "f.yaml:6:3: machine: 'lie-trot' is no splitting");

    [Fact]
    public void Where_an_option_changed_the_key_it_is_the_option_that_is_named() =>
        Refusal(Wave, "machine.window.from=0.9").ShouldStartWith("--set machine.window.from=0.9: machine: Window is 0.9 ... 0.2");

    [Fact]
    public void A_message_that_names_no_key_is_placed_at_the_machine() =>
        Refusal(Ring.Replace("[1, 99]", "[1]").Replace("[0]", "[88]")).ShouldStartWith("f.yaml:2:1: machine: ");

    [Fact]
    public void Arithmetic_that_a_machine_cannot_do_is_placed_at_the_arithmetic() =>
        Refusal(Wave + "\ntraining:\n  precision: fixed-point\n").ShouldStartWith(
            "f.yaml:7:3: a wave machine cannot run in fixed point");

    [Fact]
    public void Data_that_do_not_fit_the_machine_are_placed_at_the_set() =>
        Refusal("name: d\nmachine: { kind: ring, inputSites: [0] }\ndata:\n  set: xor\n").ShouldStartWith(
            "f.yaml:4:3: data: xor has 2 inputs and 0 targets a sample");

    [Fact]
    public void Settings_made_by_code_have_no_place()
    {
        Places.Of(new TrainingSettings(), "training").ShouldBeNull();
        Places.Told(new TrainingSettings(), "training", "batch is").ShouldBeNull();
    }

    [Fact]
    public void A_path_in_a_file_is_relative_to_that_file_and_one_of_an_option_to_the_working_folder()
    {
        const string Yaml = "name: c\nmachine: { kind: ring }\ndata: { set: csv, path: a.csv, targetColumns: 1 }\n";
        var file = Path.Combine(Path.GetTempPath(), "somewhere", "f.yaml");
        Load(Yaml, file).Data.Path.ShouldBe(Path.Combine(Path.GetTempPath(), "somewhere", "a.csv"));
        Load(Yaml, file, "data.path=b.csv").Data.Path.ShouldBe(Path.Combine(Environment.CurrentDirectory, "b.csv"));
        Should.Throw<ExperimentException>(() => Load(Yaml.Replace("a.csv", "\" \""), "f.yaml")).Message.ShouldContain(
            "data.path expects the path of a file or folder");
    }

    private static Experiment Load(string yaml, string file, params string[] sets) =>
        ExperimentFile.Parse(yaml, file, sets.Select(Setting.Parse), quick: false, MachineFactory.Kinds);

    private static string Refusal(string yaml, params string[] sets)
    {
        var experiment = Load(yaml, "f.yaml", sets);
        return Should.Throw<UnsuitableException>(() =>
        {
            var machine = MachineFactory.Build(experiment.Machine, experiment.Training.Precision, experiment.Seed);
            DataFactory.Load(experiment, machine, folder: null);
        }).Message;
    }
}
