using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Training;
using Loschmidt.Tests.Reports;

namespace Loschmidt.Tests.Devices;

/// <summary>The ordinary trainer, evaluation and comparison of gradients, through a device alone.</summary>
public sealed class DeviceTrainingTests : IDisposable
{
    private const string Scatterer = """
        name: small-scatterer
        machine: { kind: scattering, inputs: 2, replication: 2, hidden: [3], outputs: 2, background: 4, offset: 2 }
        data: { set: xor }
        training: { estimator: reciprocity, optimiser: { kind: adam, rate: 0.05 }, steps: 60, batch: 4, evaluateEvery: 60 }

        """;

    private readonly ReportPlace _place = new();

    public void Dispose() => _place.Dispose();

    /// <summary>Mutation: a device that starts at θ = 0 instead of the machine's own, or a sample's cost of the one before.</summary>
    [Fact]
    public void A_perfect_laboratory_trains_as_the_simulator_does()
    {
        var inSilico = Train(Scatterer.Replace("reciprocity", "adjoint", StringComparison.Ordinal));
        var onTheTable = Train(Scatterer, "device.tapNoise=0");
        onTheTable.Metrics["cost"].ShouldBe(inSilico.Metrics["cost"], 1e-9);
        onTheTable.Metrics["accuracy"].ShouldBe(inSilico.Metrics["accuracy"]);
        onTheTable.Metrics["experimentsPerSample"].ShouldBe(2);
        inSilico.Metrics.Keys.ShouldNotContain("experimentsPerSample");
        inSilico.Metrics["cost"].ShouldBeLessThan(Math.Log(2), "nothing was learned, so nothing was compared");
    }

    /// <summary>Mutation: noise drawn in the order of the samples, or named without the block.</summary>
    [Fact]
    public void Noise_is_the_same_for_any_number_of_workers()
    {
        string[] noise = ["device.tapNoise=0.1", "device.readNoise=0.02"];
        var one = Train(Scatterer, noise);
        Train(Scatterer, threads: 2, settings: noise).Metrics.ShouldBe(one.Metrics);
        one.Metrics["cost"].ShouldNotBe(Train(Scatterer, "device.tapNoise=0").Metrics["cost"]);
    }

    [Fact]
    public void Estimators_are_compared_on_the_device_against_the_machine_inside()
    {
        var report = Gradcheck(Scatterer, "device.tapNoise=0.01");
        report.Reference.ShouldBe("adjoint");
        report.Rows.Select(row => row.Estimator).ShouldBe(["reciprocity", "parameter-shift", "spsa", "physics-aware", "in-silico", "central-differences"]);
        report.Rows[0].RelativeError.ShouldBeInRange(1e-4, 0.1, "one per cent of noise on every tap");
        report.Rows[1].RelativeError.ShouldBeLessThan(1e-9, "outputs alone, which are not noisy here");
        report.Refused.Select(refusal => refusal.Estimator).ShouldContain("adjoint");
        Gradcheck(Scatterer).Rows.First(row => row.Estimator == "reciprocity").RelativeError.ShouldBeLessThan(1e-10);
    }

    [Fact]
    public void Echo_machines_train_on_the_table_too()
    {
        var (inSilico, onTheTable) = (Train(ReportPlace.Ring), Train(ReportPlace.Ring, "device.tapNoise=0"));
        onTheTable.Metrics["cost"].ShouldBe(inSilico.Metrics["cost"], 1e-12);
        onTheTable.Metrics["experimentsPerSample"].ShouldBe(4);
        onTheTable.Metrics.Keys.ShouldNotContain("echoLoss");
    }

    [Fact]
    public void What_a_device_cannot_be_asked_for_is_refused_where_it_was_asked()
    {
        Refused(Scatterer.Replace("reciprocity", "adjoint", StringComparison.Ordinal)).ShouldContain(
            "shows nothing of its inside; only what can be measured is to be had: reciprocity, parameter-shift, spsa, central-differences; "
            + "change training.estimator, or remove the key 'device'");
        Refused(ReportPlace.Ring.Replace("echo", "tangent", StringComparison.Ordinal)).ShouldContain("shows nothing of its inside");
        Refused("""
            name: oscillators
            machine: { kind: phase-oscillators }
            data: { set: xor }
            training: { estimator: equilibrium, optimiser: { kind: sgd, rate: 0.1 }, steps: 1 }

            """).ShouldContain("can neither be probed nor reversed, so nothing can be learned from it; remove the key 'device'");
    }

    private string Refused(string yaml) => Should.Throw<UnsuitableException>(() => Train(yaml, "device.tapNoise=0.1")).Message;

    private TrainResult Train(string yaml, params string[] settings) => Train(yaml, 1, settings);

    private TrainResult Train(string yaml, int threads, string[] settings) => TrainCommand.Run(
        new TrainRequest(_place.Write(yaml), false, settings, null, null, null, null, null, threads, null, _place.Runs),
        new ReportPlace.Ears([]), CancellationToken.None);

    private GradcheckReport Gradcheck(string yaml, params string[] settings) => GradcheckCommand.Run(
        new GradcheckRequest(_place.Write(yaml), false, settings, null, null, 1, [], null), new Progress<string>(), CancellationToken.None);
}
