using System.Diagnostics;
using Loschmidt.EndToEnd.Support;
using Loschmidt.Numerics.Random;

namespace Loschmidt.EndToEnd;

/// <summary>Whenever the power fails, what goes on afterwards ends with the bits of a run that was never disturbed.</summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 20;

    private readonly string _root = Directory.CreateTempSubdirectory("loschmidt-kill-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_wave_that_teaches_itself_with_noise_survives_twenty_kills() =>
        SurvivesKills(seed: 1, "train", "xor", "--set", "imperfections.reversal.noise=0.05");

    [Fact]
    public void A_photonic_network_survives_twenty_kills()
    {
        Workplace.NeedMnist();
        SurvivesKills(seed: 2, "train", "mnist-photonic", "--quick");
    }

    [Fact]
    public void A_sweep_survives_twenty_kills() =>
        SurvivesKills(seed: 3, "sweep", "xor", "--quick", "--seeds", "3", "--set", "training.evaluateEvery=10");

    [Fact]
    public void A_tolerance_map_survives_twenty_kills() => SurvivesKills(
        seed: 4, "tolerance", "xor", "--quick", "--train", "--seeds", "2", "--knob", "imperfections.reversal.gain=0,0.01",
        "--set", "machine.lattice.rows=60", "--set", "machine.lattice.columns=20", "--set", "training.evaluateEvery=10");

    private void SurvivesKills(ulong seed, params string[] command)
    {
        var verb = command[0];
        var clock = Stopwatch.StartNew();
        var reference = Path.Combine(_root, "undisturbed");
        Launcher.Loschmidt([.. command, "--runs", reference, "--threads", "1"]).ExitCode.ShouldBe(0);
        var whole = clock.Elapsed;
        var undisturbed = Bits(reference);
        undisturbed.Count.ShouldBeGreaterThan(1);

        var moments = new RandomStream(seed, "kills");
        var (killed, begun) = (0, 0);
        string? folder = null;
        while (killed < Kills)
        {
            folder ??= Path.Combine(_root, $"disturbed-{++begun}");
            string[] threads = ["--runs", folder, "--threads", $"{1 << (killed % 3)}"]; // 1, 2, 4, whatever it began with
            using var process = Start([.. Resumable(folder) is { } run ? [verb, "--resume", run] : command, .. threads]);
            if (process.WaitForExit(whole * (0.1 + (0.4 * moments.Uniform((uint)killed)))))
            {
                process.ExitCode.ShouldBe(0);
                Bits(folder).ShouldBe(undisturbed); // done before the next moment came: it is judged, and another one begins
                folder = null;
                continue;
            }

            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            killed++;
        }

        if (folder is not null)
        {
            string[] last = [.. Resumable(folder) is { } run ? [verb, "--resume", run] : command, "--runs", folder];
            Launcher.Loschmidt(last).ExitCode.ShouldBe(0);
            Bits(folder).ShouldBe(undisturbed);
        }
    }

    /// <summary>The run or sweep begun in a folder; null where the process died before it had made one.</summary>
    private static string? Resumable(string root) => !Directory.Exists(root) ? null
        : Directory.EnumerateDirectories(root)
            .Where(folder => File.Exists(Path.Combine(folder, "experiment.yaml")) || File.Exists(Path.Combine(folder, "sweep.yaml")))
            .Select(Path.GetFileName).SingleOrDefault();

    /// <summary>Metrics, tables and the last state of every run below a folder, by their place in the run or sweep.</summary>
    private static SortedDictionary<string, string> Bits(string root)
    {
        var bits = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var run = Path.Combine(root, Resumable(root)!);
        foreach (var file in Directory.EnumerateFiles(run, "*", SearchOption.AllDirectories))
        {
            var place = Path.GetRelativePath(run, file);
            if (Path.GetFileName(file) is "metrics.jsonl" or "experiment.yaml" or "sweep.yaml" or "jobs.csv" or "table.md" or "points.csv" or "tolerance.md")
            {
                bits[place] = File.ReadAllText(file);
            }
        }

        foreach (var checkpoints in Directory.EnumerateDirectories(run, "checkpoints", SearchOption.AllDirectories))
        {
            var last = Directory.EnumerateDirectories(checkpoints).MaxBy(step => long.Parse(Path.GetFileName(step)))!;
            bits[Path.GetRelativePath(run, last)] =
                Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(
                    File.ReadAllBytes(Path.Combine(last, "state.safetensors"))));
        }

        return bits;
    }

    private static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Checkout.CommandLine, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        var process = Process.Start(start)!;
        process.BeginOutputReadLine(); // nobody listens, but the pipes must not fill
        process.BeginErrorReadLine();
        return process;
    }
}
