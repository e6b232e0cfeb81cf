using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Files;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Tests.Runs;

/// <summary>A run that was killed goes on to the same bits, wherever it was killed.</summary>
public sealed class ResumeTests : IDisposable
{
    private const string Ring = """
        name: small-ring
        machine: { kind: ring, sites: 8, duration: 1, steps: 10, inputSites: [0, 3], outputSites: [2, 5] }
        data: { set: pattern, inputs: [[1, -0.5], [0.5, 0.25], [0, 1]], targets: [[0.5, 0], [0, -0.5], [0.25, 0.25]] }
        training:
          estimator: echo
          optimiser: OPTIMISER
          schedule: { kind: cosine }
          steps: 23
          batch: 2
          evaluateEvery: 5
          checkpoints: { every: 3, keep: 1000 }
        """;

    private const string Wave = """
        name: small-wave
        machine:
          kind: wave
          lattice: { columns: 9, rows: 21 }
          steps: 10
        data: { set: xor }
        imperfections: { reversal: { noise: 0.01 } }
        training:
          estimator: self-learning
          protocol: PROTOCOL
          decay: { rate: 0.01, time: 100 }
          schedule: { kind: hyperbolic, tau: 10 }
          steps: 23
          sampling: independent
          evaluateEvery: 5
          checkpoints: { every: 4, keep: 1000 }
          watchdog: { echoLoss: {} }
        """;

    // Running statistics, dropout of every step and an echo that chooses its nudge: all of it has to go on as if nothing had happened.
    private const string Series = """
        name: small-series
        machine:
          kind: hssm
          channels: 2
          hidden: 5
          blocks: 2
          norm: NORM
          dropout: 0.1
          unit: { kind: linear, oscillators: 3, complex: true }
          head: { kind: regression, outputs: 1, pool: last }
        data: { set: adding, steps: 70, samples: 40, validation: 9 }
        training:
          estimator: paired
          optimiser: { kind: adam, rate: 0.01 }
          steps: 23
          batch: 5
          evaluateEvery: 5
          checkpoints: { every: 3, keep: 1000 }
        """;

    // Random phases of every step, and attempts of which the best so far is remembered.
    private const string Oscillators = """
        name: small-oscillators
        machine: { kind: phase-oscillators, inputs: 2, hidden: [2], outputs: 1, architecture: all-to-all, fieldScale: 1 }
        data: { set: xor }
        training:
          estimator: equilibrium
          epsilon: 0.01
          optimiser: { kind: adam, rate: 0.1 }
          schedule: { kind: cosine }
          steps: 8
          restarts: 2
          batch: 4
          evaluateEvery: 5
          checkpoints: { every: 3, keep: 1000 }
        """;

    // Kicks of a bath that cools, named by step and parameter, and wells whose state is more than theta.
    private const string Annealed = """
        name: small-annealed
        machine: { kind: binary-network, hidden: 2 }
        learning: { MATTER }
        data: { set: xor }
        training:
          estimator: self-learning
          epsilon: 0.003
          decay: { rate: 0.5, time: 0.7 }
          annealing: { from: 0.01, to: 0.001, over: 17 }
          steps: 23
          batch: 2
          evaluateEvery: 5
          checkpoints: { every: 3, keep: 1000 }
        """;

    // An echo that is lost at every step: how often, how far and what was said of it goes on too.
    private static readonly string Lost = Series.Replace("NORM", "layer").Replace("steps: 70", "steps: 300")
        .Replace("kind: linear, oscillators: 3, complex: true", "kind: nonlinear, oscillators: 3, stepMap: fixed, step: 2");

    private readonly string _root = Directory.CreateTempSubdirectory("loschmidt-resume-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    public static TheoryData<string> Experiments =>
    [
        Ring.Replace("OPTIMISER", "{ kind: adam, rate: 0.02 }"),
        Ring.Replace("OPTIMISER", "{ kind: heavy-ball, rate: 0.02 }"),
        Ring.Replace("OPTIMISER", "{ kind: sgd, rate: 0.02 }"),
        Wave.Replace("PROTOCOL", "one-sided"),
        Wave.Replace("PROTOCOL", "pair"),
        Series.Replace("NORM", "batch-ema"),
        Series.Replace("NORM", "layer"),
        Oscillators,
        Annealed.Replace("MATTER", "doubleWell: { barrier: 0.02, inverseMass: 50 }"),
        Annealed.Replace("MATTER", "opoPhase: { drive: 1, kerr: 12 }"),
        Lost,
    ];

    [Theory, MemberData(nameof(Experiments))]
    public void From_every_checkpoint_a_killed_run_goes_on_to_the_same_bits(string yaml)
    {
        var whole = Train(yaml, threads: 1);
        whole.Checkpoints.Steps().Count.ShouldBeGreaterThan(6);
        foreach (var step in whole.Checkpoints.Steps())
        {
            // Killed some time after this checkpoint: the metrics are ahead of it, and nothing says how it ended.
            var killed = KilledAfter(whole, step);
            Resume(killed, threads: (int)(step % 3) + 1);
            ShouldBeTheSame(killed, whole);
        }
    }

    [Fact]
    public void Without_the_optimisers_memory_the_bits_would_differ()
    {
        // The mutation: a checkpoint that forgets Adam's means is not enough to go on from.
        var whole = Train(Ring.Replace("OPTIMISER", "{ kind: adam, rate: 0.02 }"), threads: 1);
        var killed = KilledAfter(whole, 12);
        var checkpoint = killed.Checkpoints.Read(12);
        killed.Checkpoints.Write(
            checkpoint.State.Select(tensor => tensor.Name.StartsWith("optimiser/mean", StringComparison.Ordinal)
                ? new Tensor(tensor.Name, new double[tensor.Count], [.. tensor.Shape]) : tensor),
            checkpoint.Manifest);
        Resume(killed, threads: 1);
        State(killed).ShouldNotBe(State(whole));
    }

    [Fact]
    public void A_run_killed_before_its_first_checkpoint_starts_over()
    {
        var whole = Train(Wave.Replace("PROTOCOL", "one-sided"), threads: 1);
        var killed = KilledAfter(whole, -1);
        Resume(killed, threads: 2);
        ShouldBeTheSame(killed, whole);
    }

    [Fact]
    public void A_damaged_checkpoint_is_passed_over_for_the_one_before_and_said()
    {
        var whole = Train(Wave.Replace("PROTOCOL", "one-sided"), threads: 1);
        var killed = KilledAfter(whole, 12);
        File.WriteAllText(Path.Combine(killed.FullPath, "checkpoints", "12", "state.safetensors"), "torn");
        var notes = new List<string>();

        var result = Resume(killed, threads: 1, notes);

        notes.ShouldHaveSingleItem().ShouldContain("12");
        result.Notes.ShouldBe(notes);
        ShouldBeTheSame(killed, whole);
    }

    [Fact]
    public void Lost_lines_of_metrics_are_said_and_lose_nothing_else()
    {
        var whole = Train(Wave.Replace("PROTOCOL", "one-sided"), threads: 1);
        var killed = KilledAfter(whole, 12);
        File.WriteAllLines(killed.MetricsPath, File.ReadLines(killed.MetricsPath).Take(1).ToArray());
        var notes = new List<string>();
        Resume(killed, threads: 1, notes);
        notes.ShouldHaveSingleItem().ShouldContain("metrics.jsonl is shorter");
        State(killed).ShouldBe(State(whole));
    }

    [Fact]
    public void A_changed_experiment_decides_and_is_said()
    {
        var whole = Train(Wave.Replace("PROTOCOL", "one-sided"), threads: 1);
        var longer = KilledAfter(whole, 23);
        File.WriteAllText(longer.ExperimentPath, File.ReadAllText(longer.ExperimentPath).Replace("steps: 23", "steps: 30"));
        var notes = new List<string>();
        Resume(longer, threads: 1, notes).Steps.ShouldBe(30);
        notes.ShouldHaveSingleItem().ShouldContain("experiment.yaml was changed");
    }

    [Fact]
    public void A_finished_run_is_not_trained_again()
    {
        var whole = Train(Wave.Replace("PROTOCOL", "one-sided"), threads: 1);
        var before = File.GetLastWriteTimeUtc(whole.MetricsPath);
        var result = Resume(whole, threads: 1);
        result.Interrupted.ShouldBeFalse();
        result.Metrics["cost"].ShouldBe(whole.ReadMetrics()[^1]["cost"]);
        File.GetLastWriteTimeUtc(whole.MetricsPath).ShouldBe(before);
    }

    [Fact]
    public void An_interrupted_run_writes_no_line_that_an_undisturbed_one_would_not()
    {
        var yaml = Wave.Replace("PROTOCOL", "one-sided");
        var whole = Train(yaml, threads: 1);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var result = TrainCommand.Run(Request(yaml, threads: 1), new Ears([]), stop.Token);
        result.Interrupted.ShouldBeTrue();
        var folder = RunFolder.Open(result.Folder);
        Resume(folder, threads: 1).Interrupted.ShouldBeFalse();
        ShouldBeTheSame(folder, whole);
    }

    private RunFolder Train(string yaml, int threads) =>
        RunFolder.Open(TrainCommand.Run(Request(yaml, threads), new Ears([]), CancellationToken.None).Folder);

    private TrainRequest Request(string yaml, int threads)
    {
        var file = Path.Combine(_root, $"{Guid.NewGuid():N}.yaml");
        File.WriteAllText(file, yaml);
        return new TrainRequest(file, false, [], null, null, null, null, null, threads, null, Path.Combine(_root, "runs"));
    }

    private static TrainResult Resume(RunFolder run, int threads, List<string>? notes = null) =>
        TrainCommand.Resume(new ResumeRequest(run.FullPath, threads, null, null), new Ears(notes ?? []), CancellationToken.None);

    private RunFolder KilledAfter(RunFolder whole, long step)
    {
        var copy = Path.Combine(_root, $"killed-{Guid.NewGuid():N}");
        foreach (var file in Directory.EnumerateFiles(whole.FullPath, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(whole.FullPath, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        File.Delete(Path.Combine(copy, "result.json"));
        foreach (var later in whole.Checkpoints.Steps().Where(other => other > step))
        {
            Directory.Delete(Path.Combine(copy, "checkpoints", $"{later}"), recursive: true);
        }

        return RunFolder.Open(copy);
    }

    private static void ShouldBeTheSame(RunFolder run, RunFolder reference)
    {
        File.ReadAllText(run.MetricsPath).ShouldBe(File.ReadAllText(reference.MetricsPath));
        State(run).ShouldBe(State(reference));
    }

    private static string State(RunFolder run) => run.Checkpoints.Latest()!.Manifest.StateSha256;

    /// <summary>Hears notes at once; <see cref="Progress{T}"/> would pass them on later, on another thread.</summary>
    private sealed class Ears(List<string> notes) : IProgress<TrainProgress>
    {
        public void Report(TrainProgress value)
        {
            if (value.Note is { } note)
            {
                notes.Add(note);
            }
        }
    }
}
