using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Schema;

public sealed class PresetTests
{
    public static TheoryData<string> Names => [.. Presets.List()];

    public static TheoryData<string> Kinds => [.. MachineFactory.Kinds.Names];

    [Theory, MemberData(nameof(Names))]
    public void Every_preset_reads_whole_and_quick_under_its_own_name_and_survives_writing(string name)
    {
        var experiment = ExperimentFile.Load(name, [], quick: false, MachineFactory.Kinds);

        experiment.Name.ShouldBe(name);
        experiment.Description.ShouldNotBeNullOrWhiteSpace();
        Presets.Text(name).Split('\n').ShouldContain(
            line => line.StartsWith("description: ", StringComparison.Ordinal));
        ExperimentFile.Load(name, [], quick: experiment.Quick is not null, MachineFactory.Kinds).Quick.ShouldBeNull();
        var written = ExperimentWriter.Write(experiment, MachineFactory.Kinds);
        ExperimentWriter.Write(ExperimentFile.Parse(written, name, [], quick: false, MachineFactory.Kinds),
            MachineFactory.Kinds).ShouldBe(written);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Every_known_machine_can_be_named_without_settings_and_is_written_in_full(string kind)
    {
        // Nobody can guess which device is meant.
        var which = kind == "device" ? ", command: ./mine" : "";
        var yaml = $"name: a\nmachine: {{ kind: {kind}{which} }}\ndata: {{ set: xor }}\n";
        var experiment = ExperimentFile.Parse(yaml, "a.yaml", [], quick: false, MachineFactory.Kinds);
        var written = ExperimentWriter.Write(experiment, MachineFactory.Kinds);

        MachineFactory.Kinds.KindOf(experiment.Machine).ShouldBe(kind);
        written.ShouldContain($"machine:\n  kind: {kind}\n  ");
        ExperimentWriter.Write(ExperimentFile.Parse(written, "a.yaml", [], quick: false, MachineFactory.Kinds),
            MachineFactory.Kinds).ShouldBe(written);
    }

    [Fact]
    public void A_negative_lattice_is_refused_with_the_range()
    {
        var settings = new[] { Setting.Parse("machine.lattice.columns=-50") };

        Should.Throw<ExperimentException>(
            () => ExperimentFile.Load("xor", settings, quick: false, MachineFactory.Kinds)).Message
            .ShouldBe("--set machine.lattice.columns=-50: machine.lattice.columns expects a whole number from 2 to 4096, found '-50'");
    }
}
