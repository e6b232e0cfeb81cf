using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Runs;
using Loschmidt.Tests.Reports;

namespace Loschmidt.Tests.Runs;

/// <summary>The books of a training are those of the machine that is trained, with its imperfections.</summary>
public sealed class ImperfectLedgerTests : IDisposable
{
    private const double Loss = 0.01;

    private static readonly string[] Noisy =
    [
        "imperfections.parameters.walk=0.01", "imperfections.parameters.drift=0.001", "imperfections.reversal.noise=1e-3", "imperfections.map.loss=0.01",
        "imperfections.map.occupation=0.001", "imperfections.map.dephasing=0.01", "imperfections.injection.strength=0.01",
    ];

    private readonly ReportPlace _place = new();

    public void Dispose() => _place.Dispose();

    /// <summary>A uniform loss κ takes 1 − e^(−κT) of the light on the way out, whatever else the wave does. Mutation: the ideal model is asked in place of the
    /// machine: no drift, an overlap of 1.</summary>
    [Fact]
    public void A_lossy_wave_is_trained_with_a_lossy_ledger()
    {
        var (lossy, ideal) = (Train([$"imperfections.map.loss={Loss}"]).Metrics, Train([]).Metrics);
        ideal["normDrift"].ShouldBeLessThan(1e-12);
        ideal["echoOverlap"].ShouldBe(1, 1e-12);

        var lost = 1 - Math.Exp(-Loss);
        lossy["normDrift"].ShouldBe(lost, 1e-12);
        lossy["photons"].ShouldBe(lossy["norm"] * (1 - lost), 1e-12);
        lossy["echoOverlap"].ShouldBeLessThan(1 - 1e-9);
        lossy["echoLoss"].ShouldBe(1 - lossy["echoOverlap"], 1e-15);
    }

    /// <summary>What a film shows of a machine is what its training is told. Mutation: one of the two takes the model.</summary>
    [Fact]
    public void Training_begins_with_the_ledger_that_simulate_shows()
    {
        string[] sets = [$"imperfections.map.loss={Loss}", "imperfections.reversal.gain=0.02"];
        var first = RunFolder.Open(Train(sets).Folder).ReadMetrics()[0];
        var shown = SimulateCommand.Run(
            new SimulateRequest(_place.Write(ReportPlace.Wave), false, sets, null, null, 1, 6, false, null, null, _place.Runs, Sample: 0),
            new Progress<string>(), CancellationToken.None);
        foreach (var name in new[] { "echoOverlap", "photons", "energy", "norm" })
        {
            first[name].ShouldBe(shown.Ledger[name], name);
        }

        first["normDrift"].ShouldBe(shown.NormDrift);
    }

    /// <summary>Mutation: the watchdog looks at the arithmetic alone.</summary>
    [Fact]
    public void The_watchdog_hears_of_an_echo_that_imperfections_lose()
    {
        string[] noisy = ["imperfections.reversal.noise=0.05"];
        Train(noisy).Notes.ShouldContain(note => note.Contains("training.watchdog.echoLoss.warn"));
        Train([]).Notes.ShouldNotContain(note => note.Contains("training.watchdog"));
        Should.Throw<WatchdogException>(() => Train([.. noisy, "training.watchdog.echoLoss.stop=0.001"])).Message.ShouldContain("smaller imperfections keep it");
    }

    /// <summary>Mutations: an evaluation leaves a θ that recoiled and missed home; it takes random numbers that training would have had; it ages the device.</summary>
    [Fact]
    public void Looking_at_a_noisy_machine_changes_no_bit_of_its_training()
    {
        State(Train(Noisy)).ShouldBe(State(Train([.. Noisy, "training.watchdog.on=false"])));
        Train([.. Noisy, "training.evaluateEvery=1"]).Metrics.ShouldBe(Train(Noisy).Metrics);
        State(Train(Noisy)).ShouldNotBe(State(Train([])));
    }

    /// <summary>Mutation: what an evaluation meets depends on how many there were since the process began.</summary>
    [Fact]
    public void The_ledger_of_a_resumed_training_has_the_same_bits()
    {
        var whole = RunFolder.Open(Train(Noisy).Folder);
        var folder = RunFolder.Open(Train([.. Noisy, "training.steps=6"]).Folder);
        File.WriteAllText(folder.ExperimentPath, File.ReadAllText(folder.ExperimentPath).Replace("steps: 6", "steps: 12", StringComparison.Ordinal));
        File.Delete(folder.ResultPath);
        TrainCommand.Resume(new ResumeRequest(folder.FullPath, 1, null, _place.Runs), new Progress<TrainProgress>(), CancellationToken.None)
            .Steps.ShouldBe(12);
        File.ReadAllText(folder.MetricsPath).ShouldBe(File.ReadAllText(whole.MetricsPath));
    }

    private TrainResult Train(string[] sets) => TrainCommand.Run(
        new TrainRequest(_place.Write(ReportPlace.Wave), false, sets, null, null, null, null, null, 1, null, _place.Runs),
        new Progress<TrainProgress>(), CancellationToken.None);

    private static string State(TrainResult result) => RunFolder.Open(result.Folder).Checkpoints.Latest()!.Manifest.StateSha256;
}
