using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Tests.Runs;

/// <summary>What is said while the echo of a machine that reads series is lost, and how often.</summary>
public sealed class EchoWatchTests : IDisposable
{
    private const string Yaml = """
        name: lost
        machine:
          kind: hssm
          channels: 1
          hidden: 4
          blocks: 2
          norm: layer
          unit: { kind: nonlinear, oscillators: 4, stepMap: fixed, step: STEP }
          head: { kind: forecast }
        data: { set: sines, steps: LENGTH, window: WINDOW, normalise: per-channel }
        training: { estimator: ESTIMATOR, precision: float, batch: 2, steps: 12, evaluateEvery: 6, optimiser: { kind: adam, rate: 1e-9 } }
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("loschmidt-echo-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>Mutations: look at evaluations alone; say every line; leave the verdict out.</summary>
    [Fact]
    public void A_lost_echo_is_said_once_at_its_first_step_and_judged_once_at_the_end()
    {
        var result = Train(step: 2);
        var notes = Notes(result);
        notes.Count.ShouldBe(2);
        notes[0].ShouldStartWith("step 1: block ");
        notes[0].ShouldContain("h²(α + |c w|)"); // the cause, and not only that it is so
        notes[0].ShouldContain("lower machine.unit.step");
        notes[1].ShouldContain("in 12 of 12 steps");
        notes[1].ShouldContain("training.estimator: bptt");
        result.Metrics["echoError"].ShouldBeGreaterThan(EchoWatch.Lost);
    }

    [Fact]
    public void An_echo_that_holds_is_not_spoken_of()
    {
        var result = Train(step: 0.1);
        Notes(result).ShouldBeEmpty();
        result.Metrics["echoError"].ShouldBeInRange(1e-9, 1e-4);
    }

    /// <summary>The mutation: a limit of the machine's own in place of the key.</summary>
    [Fact]
    public void The_limit_that_warns_is_the_one_that_was_set()
    {
        var strict = Notes(Train(step: 0.1, "training.watchdog.echoLoss.warn=1e-9"));
        strict[0].ShouldContain("training.watchdog.echoLoss.warn");
        strict[^1].ShouldContain("in 12 of 12 steps");
        Train(step: 2, "training.watchdog.echoLoss.warn=1e9").Notes.ShouldNotContain(note => note.Contains("misses"));
        Notes(Train(step: 2, "training.watchdog.on=false")).ShouldBeEmpty();
    }

    /// <summary>The mutation: the key is accepted and nobody looks at it; or it is looked at when something is evaluated.</summary>
    [Fact]
    public void The_limit_that_stops_ends_the_run_at_the_very_step_and_saves_it()
    {
        var stop = Should.Throw<WatchdogException>(() => Train(step: 2, "training.watchdog.echoLoss.stop=0.01"));
        stop.Message.ShouldStartWith("step 1: beyond training.watchdog.echoLoss.stop = 1.0e-2: block ");
        var folder = RunFolder.Open(RunFolder.Latest, Path.Combine(_root, "runs"));
        folder.Checkpoints.Steps().ShouldContain(1);
        ((double)folder.ReadResult()!["metrics"]!["echoError"]!).ShouldBeGreaterThan(0.01);
    }

    /// <summary>The metric is the worst step of those since the evaluation before, not the last one. Mutation: the step's own error.</summary>
    [Fact]
    public void The_metric_is_the_worst_since_the_last_evaluation()
    {
        var every = Train(step: 2, "training.evaluateEvery=1");
        var rare = Train(step: 2);
        double[] Errors(TrainResult result) =>
            [.. RunFolder.Open(result.Folder).ReadMetrics().Where(line => line.Step > 0).Select(line => line["echoError"]).Where(double.IsFinite)];
        var each = Errors(every);
        each.Length.ShouldBe(12);
        Errors(rare).ShouldBe([each[..6].Max(), each[6..].Max()]);
    }

    [Fact]
    public void What_is_said_does_not_depend_on_threads() =>
        Train(step: 2).Notes.ShouldBe(Train(step: 2, threads: 2).Notes);

    /// <summary>Long windows: the error signal leaves the range of numbers on its way while the state stays finite. The mutation: θ is blamed on the
    /// rate, which is 1e-9.</summary>
    [Theory]
    [InlineData("tangent", "home")]
    [InlineData("bptt", "back through time")]
    public void A_gradient_that_explodes_is_blamed_on_the_oscillators(string estimator, string way)
    {
        var fault = Should.Throw<NonFiniteException>(() => Train(step: 2, window: 4000, estimator: estimator));
        fault.Message.ShouldContain($"the error signal grows at every step of its way {way}");
        fault.Message.ShouldContain("leapfrog is stable below 4: lower machine.unit.step");
        fault.Message.ShouldNotContain("rate");
    }

    // Machines that hardly learn forecast poorly, and that is said too.
    private static List<string> Notes(TrainResult result) => [.. result.Notes.Where(note => !note.Contains("skill"))];

    private TrainResult Train(
        double step, string? set = null, int threads = 1, int window = 600, string estimator = "paired")
    {
        var file = Path.Combine(_root, "lost.yaml");
        File.WriteAllText(file, Yaml.Replace("STEP", FormattableString.Invariant($"{step}")).Replace("ESTIMATOR", estimator)
            .Replace("LENGTH", $"{10 * window}").Replace("WINDOW", $"{window}"));
        return TrainCommand.Run(
            new TrainRequest(file, false, set is null ? [] : [set], null, null, null, null, null, threads, null, Path.Combine(_root, "runs")),
            new Progress<TrainProgress>(), CancellationToken.None);
    }
}
