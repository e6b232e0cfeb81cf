using Loschmidt.Experiments;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Studio.Lab;

namespace Loschmidt.Tests.Studio;

/// <summary>What the lab takes from a link, and what it refuses.</summary>
public sealed class LabQueryTests
{
    /// <summary>Red when a knob's usual value is not the preset's, so that the lab would show another machine than it says.</summary>
    [Fact]
    public void A_knob_that_nobody_turned_stands_where_the_preset_has_it()
    {
        foreach (var machine in LabCatalog.Machines)
        {
            var preset = Text(machine.Preset);
            foreach (var knob in machine.Knobs.Where(knob => knob.Setting.Contains('.', StringComparison.Ordinal) && knob.Scale != "text" && !knob.Imperfection))
            {
                Text(machine.Preset, new Setting(knob.Setting, FormattableString.Invariant($"{knob.Default:R}"), "test")).ShouldBe(preset, $"{machine.Name}: {knob.Name}");
            }
        }

        static string Text(string preset, params Setting[] settings) =>
            ExperimentWriter.Write(ExperimentFile.Load(preset, settings, false, MachineFactory.Kinds), MachineFactory.Kinds);
    }

    /// <summary>Red when the texts that are shown first are not the preset's formulas.</summary>
    [Fact]
    public void The_formulas_shown_first_are_those_of_the_preset()
    {
        var machine = LabCatalog.Machines.Single(machine => machine.Name == "own-formula");
        string Written(string knob) => Uri.EscapeDataString(machine.Find(knob)!.Text!);
        // A space more is another text, so it is read and not passed over.
        var written = LabEchoTests.Echo($"machine=own-formula&site={Written("site")}%20&bond={Written("bond")}%20&parameters={Written("parameters")}%20");

        written.Kick.ShouldBe(LabEchoTests.Echo("machine=own-formula").Kick);
    }

    [Theory]
    [InlineData("")]
    [InlineData("machine=")]
    [InlineData("machine=../../etc/passwd")]
    [InlineData("machine=wave&loss=NaN")]
    [InlineData("machine=wave&loss=Infinity")]
    [InlineData("machine=wave&loss=-1")]
    [InlineData("machine=wave&loss=1e300")]
    [InlineData("machine=wave&epsilon=0")]
    [InlineData("machine=wave&epsilon=0x10")]
    [InlineData("machine=wave&steps=1000000000")]
    [InlineData("machine=wave&steps=-5")]
    [InlineData("machine=wave&steps=50.5")]
    [InlineData("machine=wave&steps=")]
    [InlineData("machine=wave&sample=4")]
    [InlineData("machine=wave&sample=-1")]
    [InlineData("machine=wave&seed=18446744073709551616")]
    [InlineData("machine=wave&frames=1")]
    [InlineData("machine=wave&frames=1000000")]
    [InlineData("machine=wave&frames=-3")]
    [InlineData("machine=wave&loss=0.1&loss=0.2")]
    [InlineData("machine=wave&site=q")]
    [InlineData("machine=wave&imperfections.map.loss=1")]
    [InlineData("machine=own-formula&site=q%0Aname: x")]
    [InlineData("machine=own-formula&parameters=EJ: {value: 1}")]
    [InlineData("machine=own-formula&parameters=EJ = 1}, machine: {kind: wave")]
    [InlineData("machine=own-formula&parameters=EJ = NaN")]
    [InlineData("machine=own-formula&site=")]
    [InlineData("machine=own-formula&site=q\" }")]
    [InlineData("machine=own-formula&site=((((((((((")]
    [InlineData("machine=own-formula&bond=import('os')")]
    public void What_makes_no_sense_is_refused_in_a_line(string link) => RefusedInALine(link);

    [Fact]
    public void A_formula_longer_than_a_page_is_refused_in_a_line()
    {
        RefusedInALine($"machine=own-formula&site={new string('q', 100_000)}");
        RefusedInALine($"machine=own-formula&site={string.Concat(Enumerable.Repeat("(", 900))}q");
        RefusedInALine($"machine=own-formula&parameters={string.Concat(Enumerable.Range(0, 80).Select(i => $"a{i}=1,"))}");
    }

    /// <summary>Red when the place is lost on the way through the settings of an experiment.</summary>
    [Fact]
    public void A_mistake_in_a_formula_is_told_with_its_character() =>
        RefusedInALine("machine=own-formula&site=EJ*(1-cos(q^^2))").ShouldContain("character 13");

    /// <summary>Red when a formula that runs away is answered with numbers.</summary>
    [Fact]
    public void A_formula_without_a_bottom_is_said_to_run_away() => Should.Throw<NonFiniteException>(
        () => LabEchoTests.Echo("machine=own-formula&site=EJ*q-EL*exp(4*q^2)&steps=2000")).Message.ShouldNotContain('\n');

    [Fact]
    public void What_was_turned_stands_in_the_command_line() =>
        LabEchoTests.Query("machine=wave&loss=0.01&seed=7&sample=2&nonlinearity=10").Command
            .ShouldBe("loschmidt simulate xor --seed 7 --set imperfections.map.loss=0.01 --sample 2");

    private static string RefusedInALine(string link)
    {
        var message = Should.Throw<InputException>(() => LabEchoTests.Echo(link.Length == 0 ? "frames=5" : link)).Message;
        message.ShouldNotContain('\n');
        message.Length.ShouldBeInRange(10, 600);
        return message;
    }
}
