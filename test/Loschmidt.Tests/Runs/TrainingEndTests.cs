using System.Text.Json.Nodes;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Runs;
using Loschmidt.Tests.Sweeps;

namespace Loschmidt.Tests.Runs;

/// <summary>The ways in which a training ends before its last step, and what it keeps.</summary>
public sealed class TrainingEndTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("loschmidt-end-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Early_stopping_ends_a_training_that_no_longer_improves_and_says_which_state_is_best()
    {
        var result = Train(
            "training.steps=2000", "training.evaluateEvery=10", "training.optimiser={ kind: sgd, rate: 0.5 }",
            "training.earlyStopping={ metric: cost, patience: 3, minimumChange: 1e-3 }");

        result.Interrupted.ShouldBeFalse();
        result.Steps.ShouldBeLessThan(2000);
        var folder = RunFolder.Open(result.Folder);
        var lines = folder.ReadMetrics();
        lines[^1].Step.ShouldBe(result.Steps);
        var best = folder.Checkpoints.Steps().Min(); // the best one is spared, the others are the newest
        best.ShouldBe(result.Steps - 30); // three evaluations without an improvement worth the name
        folder.Checkpoints.Steps().Count.ShouldBe(3);
    }

    [Fact]
    public void Without_the_margin_the_same_training_goes_on()
    {
        // The mutation: any improvement counts.
        var result = Train(
            "training.steps=200", "training.evaluateEvery=10", "training.optimiser={ kind: sgd, rate: 0.5 }",
            "training.earlyStopping={ metric: cost, patience: 3 }");
        result.Steps.ShouldBe(200);
    }

    [Fact]
    public void A_watchdog_that_warns_lets_the_run_go_on_and_one_that_stops_saves_it()
    {
        var warned = Train("training.watchdog.energyDrift={ warn: 1e-9 }");
        warned.Interrupted.ShouldBeFalse();
        warned.Notes.ShouldContain(note => note.Contains("training.watchdog.energyDrift.warn"));

        var stop = Should.Throw<WatchdogException>(() => Train("training.watchdog.energyDrift={ stop: 1e-9 }"));
        stop.Message.ShouldContain("training.watchdog.energyDrift.stop");
        var folder = RunFolder.Open(RunFolder.Latest, Path.Combine(_root, "runs"));
        folder.Checkpoints.Latest().ShouldNotBeNull();
        folder.ReadMetrics()[^1]["energyDrift"].ShouldBeGreaterThan(1e-9);
    }

    [Fact]
    public void The_watchdog_changes_no_bit_of_the_training()
    {
        var (watched, alone) = (Train(), Train("training.watchdog.on=false"));
        Checkpoint(watched).ShouldBe(Checkpoint(alone));
        RunFolder.Open(alone.Folder).ReadMetrics()[0].Values.ShouldNotContain(value => value.Name == "echoLoss");
        RunFolder.Open(watched.Folder).ReadMetrics()[0]["echoLoss"].ShouldBeInRange(0, 1e-12);
    }

    [Fact]
    public void A_machine_of_rounded_steps_that_lost_its_way_would_be_seen()
    {
        // The mutation of the echo: home is judged against another sample's departure.
        var experiment = Small.Ring("");
        var machine = (Loschmidt.Machines.IReverses)MachineFactory.Build(experiment.Machine, experiment.Training.Precision, 1);
        var data = DataFactory.Load(experiment, machine, null).Train;
        var (first, second) = (Batch(0), Batch(1));
        EchoLedger.Of(machine, first).Home.Overlap.ShouldBe(1, 1e-12);
        machine.Prepare(second);
        machine.DistanceFromKept().Overlap.ShouldBeLessThan(0.99);

        Loschmidt.Machines.Batch Batch(int sample)
        {
            var batch = new Loschmidt.Machines.Batch(machine.Features, machine.Targets, machine.Lanes);
            data.Read([sample], batch);
            return batch;
        }
    }

    [Fact]
    public void A_choice_by_validation_without_validation_samples_is_refused_before_anything_is_written()
    {
        Should.Throw<Loschmidt.Experiments.InputException>(() => Train("training.checkpoints.best=validation-accuracy"))
            .Message.ShouldContain("training.checkpoints.best looks at validation samples");
        Directory.Exists(Path.Combine(_root, "runs")).ShouldBeFalse();
    }

    [Fact]
    public void Times_are_kept_apart_from_what_must_not_change()
    {
        var folder = RunFolder.Open(Train().Folder);
        folder.ReadMetrics().ShouldAllBe(line => double.IsNaN(line["seconds"]));
        var timings = MetricsLog.Read(folder.TimingsPath);
        timings.Count.ShouldBe(folder.ReadMetrics().Count);
        timings.Select(line => line["seconds"]).ShouldBe(timings.Select(line => line["seconds"]).Order());
        folder.Checkpoints.Latest()!.Manifest.Seconds.ShouldBePositive();
        JsonNode.Parse(File.ReadAllText(folder.ResultPath))!["seconds"]!.GetValue<double>().ShouldBePositive();
    }

    private TrainResult Train(params string[] sets)
    {
        var file = Path.Combine(_root, "small.yaml");
        File.WriteAllText(file, Small.Yaml);
        return TrainCommand.Run(
            new TrainRequest(file, false, sets, null, null, null, null, null, 1, null, Path.Combine(_root, "runs")),
            new Progress<TrainProgress>(), CancellationToken.None);
    }

    private static string Checkpoint(TrainResult result) => RunFolder.Open(result.Folder).Checkpoints.Latest()!.Manifest.StateSha256;
}
