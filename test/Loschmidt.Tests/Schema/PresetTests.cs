using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Schema;

public sealed class PresetTests
{
    public static TheoryData<string> Names => [.. Presets.List()];

    [Theory, MemberData(nameof(Names))]
    public void Every_preset_reads_whole_and_quick_under_its_own_name_and_survives_writing(string name)
    {
        var experiment = ExperimentFile.Load(name, []);

        experiment.Name.ShouldBe(name);
        experiment.Description.ShouldNotBeNullOrWhiteSpace();
        Presets.Text(name).Split('\n').ShouldContain(line => line.StartsWith("description: ", StringComparison.Ordinal));
        ExperimentFile.Load(name, [], quick: experiment.Quick is not null).Quick.ShouldBeNull();
        var written = ExperimentWriter.Write(experiment);
        ExperimentWriter.Write(ExperimentFile.Parse(written, name, [])).ShouldBe(written);
    }

    [Theory]
    [InlineData("wave")]
    [InlineData("photonic")]
    [InlineData("ring")]
    [InlineData("random-graph")]
    public void Every_known_machine_can_be_named_without_settings_and_is_written_in_full(string kind)
    {
        var experiment = ExperimentFile.Parse($"name: a\nmachine: {{ kind: {kind} }}\ndata: {{ set: xor }}\n", "a.yaml", []);
        var written = ExperimentWriter.Write(experiment);

        MachineKinds.Known.KindOf(experiment.Machine).ShouldBe(kind);
        written.ShouldContain($"machine:\n  kind: {kind}\n  ");
        ExperimentWriter.Write(ExperimentFile.Parse(written, "a.yaml", [])).ShouldBe(written);
    }

    [Fact]
    public void A_negative_lattice_is_refused_with_the_range()
    {
        Should.Throw<ExperimentException>(() => ExperimentFile.Load("xor", [Setting.Parse("machine.lattice.columns=-50")])).Message
            .ShouldBe("--set machine.lattice.columns=-50: machine.lattice.columns expects a whole number from 2 to 4096, found '-50'");
    }
}
