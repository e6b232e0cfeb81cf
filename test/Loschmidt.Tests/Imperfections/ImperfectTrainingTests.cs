using Loschmidt.Experiments;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Training;
using Loschmidt.Tests.Reports;

namespace Loschmidt.Tests.Imperfections;

/// <summary>The ordinary trainer, evaluation and comparison of gradients, on machines with errors.</summary>
public sealed class ImperfectTrainingTests : IDisposable
{
    private readonly ReportPlace _place = new();

    public void Dispose() => _place.Dispose();

    /// <summary>Mutations: noise drawn in the order of the samples; a replica that did not take part in the last step is younger than the others.</summary>
    [Fact]
    public void A_device_with_every_kind_of_noise_trains_to_the_same_bits_for_any_number_of_workers()
    {
        string[] flaws =
        [
            "imperfections.detection.shotNoise=0.01", "imperfections.parameters.walk=0.01", "imperfections.parameters.drift=0.001",
            "imperfections.reversal.noise=1e-6", "imperfections.map.loss=0.01", "imperfections.map.occupation=0.001",
        ];
        var one = Train(ReportPlace.Ring, flaws);
        Train(ReportPlace.Ring, 2, flaws).Metrics.ShouldBe(one.Metrics);
        one.Metrics["cost"].ShouldNotBe(Train(ReportPlace.Ring).Metrics["cost"]);
    }

    /// <summary>Mutation: an evaluation after training sees parameters that have not walked yet.</summary>
    [Fact]
    public void An_evaluation_sees_the_parameters_where_training_left_them()
    {
        var trained = Train(ReportPlace.Ring, "imperfections.parameters.walk=0.05");
        Evaluate(trained.Folder, 1).Metrics["cost"].ShouldBe(trained.Metrics["cost"], 1e-12);
        Evaluate(trained.Folder, 2).Metrics["cost"].ShouldBe(trained.Metrics["cost"], 1e-12);
        Evaluate(trained.Folder, 1, "imperfections.parameters.walk=0").Metrics["cost"].ShouldNotBe(trained.Metrics["cost"], "it adapted to where they are");
    }

    /// <summary>Mutation: errors are told of as changed and put on no machine.</summary>
    [Fact]
    public void A_trained_state_is_judged_on_a_machine_with_errors()
    {
        var run = Train(ReportPlace.Scatterer).Folder;
        var plain = Evaluate(run, 1).Metrics["cost"];
        Evaluate(run, 1, "imperfections.parameters.spread=0").Metrics["cost"].ShouldBe(plain);
        var disordered = Evaluate(run, 1, "imperfections.parameters.spread=0.3");
        disordered.Metrics["cost"].ShouldNotBe(plain);
        disordered.Changed.ShouldBe([new ChangedSetting("imperfections.parameters.spread", null, "0.3")]);
        Evaluate(run, 1, "imperfections.detection.noise=0.2").Metrics["cost"].ShouldNotBe(plain);
        Evaluate(run, 2, "imperfections.detection.noise=0.2").Metrics.ShouldBe(Evaluate(run, 1, "imperfections.detection.noise=0.2").Metrics);
    }

    [Theory]
    [InlineData("imperfections.reversal.gain=0.1", "has no effect on an evaluation, which sends nothing home")]
    [InlineData("imperfections.map.jitter=0.1", "has no effect on an evaluation")]
    [InlineData("imperfections.map.jitter=0.1", "drive, map, detection or quantum")]
    [InlineData("imperfections.map.occupation=0.1", "set map.loss too")]
    public void What_a_forward_pass_does_not_feel_is_refused(string setting, string reason)
    {
        var run = Train(ReportPlace.Ring).Folder;
        Should.Throw<InputException>(() => Evaluate(run, 1, setting)).Message.ShouldContain(reason);
    }

    /// <summary>Mutation: errors of a way home that nobody takes are trained with in silence.</summary>
    [Fact]
    public void Errors_of_the_way_home_are_refused_where_nothing_is_sent_home()
    {
        var yaml = ReportPlace.Ring.Replace("estimator: echo", "estimator: central-differences", StringComparison.Ordinal);
        Should.Throw<InputException>(() => Train(yaml, "imperfections.reversal.gain=0.1")).Message.ShouldContain("sends nothing home");
        Train(yaml, "imperfections.map.loss=0.1", "training.steps=1").Metrics["cost"].ShouldBeGreaterThan(0);
    }

    /// <summary>Mutations: a knob that does nothing, or only harm, is taken in silence; the vacuum's limit, no photons, is refused too.</summary>
    [Fact]
    public void A_knob_that_means_nothing_alone_is_refused_with_what_it_needs()
    {
        Refusal(ReportPlace.Ring, "imperfections.quantum.amplifiedAncilla=true").ShouldContain("set quantum.photonsPerPulse too");
        Refusal(ReportPlace.Ring, "imperfections.quantum.amplifiedAncilla=false").ShouldContain("set quantum.photonsPerPulse too");
        Refusal(ReportPlace.Ring, "imperfections.compensation.loss=0.1").ShouldContain("set map.loss too");
        Refusal(ReportPlace.Wave, "imperfections.compensation.loss=0.1", "imperfections.map.loss=0.1").ShouldContain("recoil during a pass");
        Train(
            ReportPlace.Ring, "training.steps=1", "imperfections.quantum.amplifiedAncilla=true", "imperfections.quantum.photonsPerPulse=0")
            .Metrics["cost"].ShouldBe(Train(ReportPlace.Ring, "training.steps=1").Metrics["cost"]);

        string Refusal(string yaml, params string[] settings) => Should.Throw<InputException>(() => Train(yaml, settings)).Message;
    }

    /// <summary>Mutation: the machine blames its learning for what an error amplified.</summary>
    [Fact]
    public void A_field_that_an_error_amplified_beyond_bounds_is_told_with_that_error() =>
        Should.Throw<NonFiniteException>(() => Train(ReportPlace.Wave, "imperfections.map.gain=1000")).Message
            .ShouldContain("imperfections.map.gain=1000 lets the field grow; lower it first");

    /// <summary>Energy of springs that lose κ is gone by 1 − e^(−κT), beside what the steps themselves make of it. Mutation: the books of the ideal model.</summary>
    [Fact]
    public void The_ledger_of_a_lossy_training_has_the_loss()
    {
        var plain = Train(ReportPlace.Ring, "training.steps=1");
        var lossy = Train(ReportPlace.Ring, "training.steps=1", "imperfections.map.loss=0.3", "training.optimiser.rate=1e-30");
        lossy.Metrics["energyDrift"].ShouldBe(1 - Math.Exp(-0.3), 0.01);
        plain.Metrics["energyDrift"].ShouldBeLessThan(0.01);
        lossy.Metrics["echoLoss"].ShouldBeGreaterThan(plain.Metrics["echoLoss"]);
    }

    /// <summary>Mutation: the reference is asked of the machine with its errors, or of another θ.</summary>
    [Fact]
    public void Gradcheck_holds_an_imperfect_machine_against_the_ideal_one_and_says_so()
    {
        var report = Gradcheck("imperfections.reversal.gain=0.001");
        report.Notes.ShouldContain(note => note.Contains("without its imperfections", StringComparison.Ordinal));
        report.Reference.ShouldBe("reverse-sweep", "which the machine with its errors refuses");
        report.Refused.Select(refusal => refusal.Estimator).ShouldContain("reverse-sweep");
        var error = report.Rows.First(row => row.Estimator == "echo").RelativeError;
        error.ShouldBeInRange(1e-5, 0.1);
        Gradcheck("imperfections.reversal.gain=0").Rows.First(row => row.Estimator == "echo").RelativeError.ShouldBeLessThan(1e-6);
    }

    private GradcheckReport Gradcheck(params string[] settings) => GradcheckCommand.Run(
        new GradcheckRequest(_place.Write(ReportPlace.Ring), false, settings, null, null, 1, ["echo", "reverse-sweep"], null), new Progress<string>(),
        CancellationToken.None);

    private TrainResult Train(string yaml, params string[] settings) => Train(yaml, 1, settings);

    private TrainResult Train(string yaml, int threads, string[] settings) => TrainCommand.Run(
        new TrainRequest(_place.Write(yaml), false, settings, null, null, null, null, null, threads, null, _place.Runs), new ReportPlace.Ears([]),
        CancellationToken.None);

    private EvaluateResult Evaluate(string run, int threads, params string[] settings) => EvaluateCommand.Run(
        new EvaluateRequest(run, threads, null, _place.Runs) { Sets = settings }, new Progress<TrainProgress>(), CancellationToken.None);
}
