using Loschmidt.Experiments.Schema;
using Loschmidt.Learning;

namespace Loschmidt.Tests.Schema;

public sealed class ExperimentFileTests
{
    [Fact]
    public void An_experiment_is_what_its_file_says_and_defaults_elsewhere()
    {
        var experiment = TestMachines.Parse(TestMachines.Wave);

        experiment.Name.ShouldBe("toy");
        experiment.Seed.ShouldBe(7ul);
        experiment.Data.Set.ShouldBe(DataSetKind.Xor);
        experiment.Training.Estimator.ShouldBe(Estimator.SelfLearning);
        experiment.Training.Protocol.ShouldBe(EchoProtocol.OneSided);
        experiment.Training.Steps.ShouldBe(300);
        experiment.Training.Decay.ShouldBe(new DecaySettings { Rate = 1e-2, Time = double.PositiveInfinity });
        experiment.Training.Optimiser.Kind.ShouldBe(OptimiserKind.Decay);
        experiment.Expected.ShouldBe(new ExpectedOutcome { Metric = OutcomeMetric.Accuracy, Value = 1 });
        var machine = experiment.Machine.ShouldBeOfType<ToyWaveSettings>();
        machine.Steps.ShouldBe(50);
        machine.Width.ShouldBe(50);
        machine.Window.ShouldBe([0.2, 0.75]);
        machine.Pump.Depth.ShouldBe(0.25);
    }

    [Fact]
    public void A_positional_record_is_filled_through_its_constructor()
    {
        var yaml = "name: r\nmachine: { kind: ring, sites: 8 }\ndata: { set: xor }\n";

        TestMachines.Parse(yaml).Machine.ShouldBe(new ToyRingSettings(8));
        TestMachines.Problems(yaml.Replace("sites: 8", "quartic: 2"))
            .ShouldBe(["toy.yaml:2:10: machine needs the key 'sites': a whole number"]);
        TestMachines.Problems(yaml.Replace("8", "13")).Single().ShouldBe(
            "toy.yaml:2:10: machine is refused: thirteen sites bring bad luck");
    }

    [Fact]
    public void The_quick_block_replaces_values_only_when_asked_for()
    {
        var full = TestMachines.Parse(TestMachines.Wave);
        var quick = TestMachines.Parse(TestMachines.Wave, quick: true);

        full.Quick.ShouldBe(new OverrideBlock(("training.steps", "20"), ("machine.width", "10")));
        quick.Quick.ShouldBeNull();
        quick.Training.Steps.ShouldBe(20);
        quick.Training.Epsilon.ShouldBe(full.Training.Epsilon);
        ((ToyWaveSettings)quick.Machine).ShouldSatisfyAllConditions(
            m => m.Width.ShouldBe(10), m => m.Steps.ShouldBe(50));
    }

    [Fact]
    public void A_setting_wins_over_the_quick_block_and_the_last_setting_wins()
    {
        TestMachines.Parse(
            TestMachines.Wave, quick: true, "training.steps=5", "training.steps=6").Training.Steps.ShouldBe(6);
    }

    [Theory]
    [InlineData("training.batch=64")]
    [InlineData("training.batch = 64")]
    public void A_setting_reaches_keys_that_the_file_leaves_out(string setting)
    {
        TestMachines.Parse(TestMachines.Wave, setting).Training.Batch.ShouldBe(64);
    }

    [Fact]
    public void Settings_are_yaml_values()
    {
        var experiment = TestMachines.Parse(
            TestMachines.Wave,
            "machine.window=[0.1, 0.2, 0.3]",
            "machine.probe={depth: 0.75, phased: true}",
            "training.estimator=tangent",
            "training.optimiser={kind: adam, rate: 0.02}",
            "description=",
            "machine.note=\"12\"");

        var machine = (ToyWaveSettings)experiment.Machine;
        machine.Window.ShouldBe([0.1, 0.2, 0.3]);
        machine.Probe.ShouldBe(new PumpSettings { Depth = 0.75, Phased = true });
        machine.Note.ShouldBe("12");
        experiment.Training.Optimiser.ShouldBe(new OptimiserSettings { Kind = OptimiserKind.Adam, Rate = 0.02 });
        experiment.Description.ShouldBeNull();
    }

    [Fact]
    public void Setting_epochs_takes_steps_away()
    {
        var training = TestMachines.Parse(TestMachines.Wave, "training.epochs=2.5").Training;

        training.Steps.ShouldBeNull();
        training.Epochs.ShouldBe(2.5);
    }

    [Fact]
    public void Another_estimator_takes_the_keys_of_self_learning_away()
    {
        TestMachines.Parse(TestMachines.Wave, "training.estimator=echo").Training.Protocol.ShouldBeNull();
        TestMachines.Problems(TestMachines.Wave, "training.estimator=echo", "training.protocol=symmetric").Single()
            .ShouldBe(
                "--set training.protocol=symmetric: training.protocol belongs to estimator: self-learning; remove it");
    }

    [Fact]
    public void A_preset_that_does_not_exist_names_those_that_do()
    {
        var error = Should.Throw<ExperimentException>(
            () => ExperimentFile.Load("no-such-thing", [], false, TestMachines.Kinds));

        error.Message.ShouldStartWith("no-such-thing: no such preset or file; presets:");
    }

    [Fact]
    public void A_missing_file_a_folder_and_foreign_bytes_are_one_line_each()
    {
        var folder = Directory.CreateTempSubdirectory();
        var file = Path.Combine(folder.FullName, "a.yaml");
        string Message() =>
            Should.Throw<ExperimentException>(() => ExperimentFile.Load(file, [], false, TestMachines.Kinds)).Message;
        try
        {
            Message().ShouldStartWith($"{file}: no such file");
            File.WriteAllBytes(file, [0x6E, 0x3A, 0xFF, 0xFE]);
            Message().ShouldBe($"{file}: is no UTF-8 text (byte 2); save it as UTF-8");
            File.WriteAllBytes(file, new byte[(1 << 20) + 1]);
            Message().ShouldBe($"{file}: larger than 1048576 bytes, so it is no experiment");
            File.Delete(file);
            Directory.CreateDirectory(file);
            Message().ShouldStartWith($"{file}: cannot be read");
            Directory.Delete(file);
            File.WriteAllText(file, "\uFEFF" + TestMachines.Wave);
            ExperimentFile.Load(file, [], false, TestMachines.Kinds).Name.ShouldBe("toy");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
