using Loschmidt.Experiments;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Execution;
using Loschmidt.Tests.Reports;

namespace Loschmidt.Tests.Runs;

/// <summary>A trained state on another machine, another device or other data than the run's.</summary>
public sealed class ChangedEvaluationTests : IDisposable
{
    private readonly ReportPlace _place = new();
    private readonly string _run;

    public ChangedEvaluationTests() => _run = _place.Train(ReportPlace.Scatterer).FullPath;

    public void Dispose() => _place.Dispose();

    /// <summary>Mutation: the run's own machine is built after all, and the changed one only told of.</summary>
    [Fact]
    public void The_changed_machine_is_the_one_that_is_judged()
    {
        var plain = Judge();
        plain.Changed.ShouldBeEmpty();
        var lossy = Judge("machine.loss=[1]");
        lossy.Metrics["cost"].ShouldBeGreaterThan(plain.Metrics["cost"] + 0.01);
        lossy.Changed.ShouldBe([new ChangedSetting("machine.loss", "[0]", "[1]")]);
        (lossy.Run, lossy.Seed, lossy.Estimator, lossy.Steps).ShouldBe((plain.Run, plain.Seed, plain.Estimator,
            plain.Steps));

        // Outputs stay as they are and are only weighted more: no answer changes, the cost does.
        var loud = Judge("machine.gain=16");
        loud.Metrics["accuracy"].ShouldBe(plain.Metrics["accuracy"]);
        loud.Metrics["cost"].ShouldNotBe(plain.Metrics["cost"]);
        Judge("machine.gain=8").ShouldSatisfyAllConditions(
            same => same.Changed.ShouldBeEmpty(), same => same.Metrics.ShouldBe(plain.Metrics));
    }

    [Fact]
    public void A_device_is_put_around_it_and_a_perfect_one_changes_nothing_but_rounding()
    {
        var plain = Judge();
        var device = Judge("device.readNoise=0");
        device.Metrics["cost"].ShouldBe(plain.Metrics["cost"], 1e-12);
        device.Changed.ShouldBe([new ChangedSetting("device.readNoise", null, "0")]);
        Judge("device.readNoise=0.3").Metrics["cost"].ShouldNotBe(plain.Metrics["cost"]);
    }

    /// <summary>Mutation: what the new block has by default is told of as well, as if somebody had set it.</summary>
    [Theory]
    [InlineData("device.disorder=0.1")]
    [InlineData("device={disorder: 0.1}")]
    public void Only_what_was_set_is_said_to_have_changed(string setting) =>
        Judge(setting).Changed.ShouldBe([new ChangedSetting("device.disorder", null, "0.1")]);

    /// <summary>Mutations: ξ drawn anew for every replica, at every load, or with every sample.</summary>
    [Fact]
    public void Disorder_is_the_same_device_for_any_number_of_workers_and_grows_with_sigma()
    {
        var small = Judge("device.disorder=1e-5");
        var plain = Judge();
        var change = small.Metrics["cost"] - plain.Metrics["cost"];
        Judge(threads: 2, "device.disorder=1e-5").Metrics.ShouldBe(small.Metrics);
        Math.Abs(change).ShouldBeGreaterThan(1e-9);

        // The same ξ times ten: the change is linear while it is small.
        (Judge("device.disorder=1e-4").Metrics["cost"] - plain.Metrics["cost"]).ShouldBe(10 * change,
            0.05 * Math.Abs(10 * change));
    }

    [Fact]
    public void Nothing_in_the_run_folder_changes()
    {
        var before = Files();
        Judge("machine.loss=[1]", "device.readNoise=0.1", "training.precision=float");
        Files().ShouldBe(before);
    }

    [Theory]
    [InlineData("training.batch=2", "--set training.batch=2: 'training.batch' does not change what a trained state is judged on")]
    [InlineData("training={batch: 2}", "evaluate accepts machine.*, imperfections.*, device.*, data.* and training.precision")]
    [InlineData("seed=2", "'seed' does not change")]
    [InlineData("machine.losss=[1]", "losss")]
    [InlineData("machine.hidden=[4]", "of shape [3, 2], the machine wants [4, 2]; change only what leaves every parameter its shape")]
    [InlineData("machine.learnPhases=true", "it has no 'readout/phase', the machine wants [2]")]
    public void What_cannot_be_changed_is_refused_with_the_reason(string setting, string reason) =>
        Should.Throw<InputException>(() => Judge(setting)).Message.ShouldContain(reason);

    [Fact]
    public void Other_data_are_read_instead()
    {
        var table = _place.Write("0.1,0.9,1\n0.9,0.8,0\n0.2,0.1,0\n");
        var result = Judge($"data={{set: csv, path: \"{table}\", label: true}}");
        result.Samples["train"].ShouldBe(3);
        result.Changed.ShouldContain(new ChangedSetting("data.set", "xor", "csv"));
    }

    /// <summary>Mutation: only the tensors that the machine asks for are looked at.</summary>
    [Fact]
    public void Trained_parameters_that_the_machine_would_not_use_are_a_refusal_too()
    {
        var run = _place.Train(ReportPlace.Scatterer.Replace("offset: 2", "offset: 2, learnPhases: true",
            StringComparison.Ordinal)).FullPath;
        Should.Throw<InputException>(() => Judge(run, 1, "machine.learnPhases=false"))
            .Message.ShouldContain("it has 'readout/phase' of shape [2], the machine has none");
    }

    /// <summary>Mutation: every setting of machine and device is taken, told of as changed, and changes no figure.</summary>
    [Theory]
    [InlineData("machine.portRate=[2]", "--set machine.portRate=[2]: has no effect: portRate only says where training began")]
    [InlineData("machine.coupling=3", "what this run learned is in its checkpoint; leave it away, or train again with it")]
    [InlineData("device.tapNoise=0.1", "--set device.tapNoise=0.1: has no effect on an evaluation: it reads outputs alone")]
    public void What_a_trained_state_does_not_feel_is_refused_with_the_reason(string setting, string reason)
    {
        var run = _place.Train(ReportPlace.Scatterer.Replace("offset: 2", "offset: 2, learnPortRates: true",
            StringComparison.Ordinal)).FullPath;
        Should.Throw<InputException>(() => Judge(run, 1, setting)).Message.ShouldContain(reason);
        Judge(run, 1, "machine.portRate=[1]", "device.tapNoise=0").Metrics["cost"]
            .ShouldBe(Judge(run, 1).Metrics["cost"], 1e-12);
        Judge("machine.portRate=[2]").Metrics["cost"].ShouldNotBe(Judge().Metrics["cost"], "not learned here");
    }

    private EvaluateResult Judge(params string[] settings) => Judge(_run, 1, settings);

    private EvaluateResult Judge(int threads, params string[] settings) => Judge(_run, threads, settings);

    private EvaluateResult Judge(string run, int threads, params string[] settings) => EvaluateCommand.Run(
        new EvaluateRequest(run, threads, null, _place.Runs) { Sets = settings }, new Progress<TrainProgress>(),
        CancellationToken.None);

    private Dictionary<string, string> Files() => Directory.EnumerateFiles(_run, "*", SearchOption.AllDirectories)
        .ToDictionary(file => file, file => Convert.ToHexString(File.ReadAllBytes(file)) + File.GetLastWriteTimeUtc(file).Ticks);
}
