using FsCheck;
using FsCheck.Fluent;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Schema;

public sealed class RoundTripTests
{
    [Fact]
    public void What_is_written_reads_back_as_the_same_experiment()
    {
        var experiment = TestMachines.Parse(
            TestMachines.Wave, "machine.probe={depth: 0.125}", "machine.pumps=[{depth: 0.5, phased: true}, {}]",
                "machine.shape=[]");

        var text = ExperimentWriter.Write(experiment, TestMachines.Kinds);
        var back = TestMachines.Parse(text);

        ExperimentWriter.Write(back, TestMachines.Kinds).ShouldBe(text);
        (back with { Machine = 0 }).ShouldBe(experiment with { Machine = 0 });
        back.Machine.ShouldBeEquivalentTo(experiment.Machine);
    }

    [Fact]
    public void The_written_file_has_every_key_in_the_order_of_the_records()
    {
        ExperimentWriter.Write(TestMachines.Parse(TestMachines.Wave), TestMachines.Kinds).ReplaceLineEndings(
            "\n").ShouldBe(
            """
            name: toy
            description: A toy.
            machine:
              kind: wave
              width: 50
              steps: 50
              dispersion2: 0.04
              kerr: 10
              coarse: 0.1
              dispersion: spectral
              window: [0.2, 0.75]
              shape: [3, 4]
              pump:
                depth: 0.25
                phased: false
              pumps: []
            data:
              set: xor
            training:
              estimator: self-learning
              protocol: one-sided
              epsilon: 0.001
              steps: 300
              batch: 1
              sampling: epochs
              decay:
                rate: 0.01
                time: complete
                temperature: 0
              optimiser:
                kind: decay
              schedule:
                kind: constant
              precision: double
              checkpoints:
                keep: 2
              watchdog:
                on: true
                energyDrift: {}
                normDrift: {}
                echoLoss:
                  warn: 0.0001
              shuffled: false
            seed: 7
            expected:
              metric: accuracy
              value: 1
            quick:
              training.steps: 20
              machine.width: 10

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Any_numbers_and_any_printable_text_survive_the_round_trip()
    {
        var cases =
            from kerr in ArbMap.Default.GeneratorFor<NormalFloat>()
            from depth in Gen.Choose(0, 1_000_000)
            from window in ArbMap.Default.GeneratorFor<PositiveInt>().Select(
                n => (n.Get % 1000) / 100.0).NonEmptyListOf()
            from note in ArbMap.Default.GeneratorFor<string>()
            from seed in ArbMap.Default.GeneratorFor<ulong>()
            select (kerr: kerr.Get, depth: depth / 1e6, window: window.Take(4).ToArray(), note: Printable(note), seed);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var machine = new ToyWaveSettings
            {
                Steps = 3,
                Kerr = c.kerr,
                Pump = new PumpSettings { Depth = c.depth },
                Window = c.window,
                Note = c.note,
                Shape = new[] { 5 },
                Pumps = Array.Empty<PumpSettings>(),
            };
            var experiment = new Experiment
            {
                Name = "any", Description = c.note, Machine = machine,
                    Data = new DataSettings { Set = DataSetKind.Xor }, Seed = c.seed,
            };
            var back = TestMachines.Parse(ExperimentWriter.Write(experiment, TestMachines.Kinds));
            (back with { Machine = 0 }).ShouldBe(experiment with { Machine = 0 });
            back.Machine.ShouldBeEquivalentTo(machine);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("a: b # c")]
    [InlineData("- x")]
    [InlineData("two\nlines ")]
    [InlineData("quote \" back \\ slash")]
    [InlineData("Ω/Γ … naïve")]
    public void Text_that_looks_like_something_else_stays_text(string text)
    {
        var experiment = TestMachines.Parse(TestMachines.Wave) with { Description = text };

        TestMachines.Parse(ExperimentWriter.Write(experiment, TestMachines.Kinds)).Description.ShouldBe(text);
    }

    private static string Printable(string? text) =>
        string.Concat((text ?? "").Where(c => c == '\n' || !(char.IsControl(c) || char.IsSurrogate(c))));
}
