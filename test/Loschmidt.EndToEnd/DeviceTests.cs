using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Loschmidt.EndToEnd.Support;
using Loschmidt.Numerics.Random;

namespace Loschmidt.EndToEnd;

/// <summary>A device in a process of its own: trained, killed, recorded, played again.</summary>
public sealed class DeviceTests : IDisposable
{
    private const int Kills = 10;

    private readonly string _root = Directory.CreateTempSubdirectory("loschmidt-device-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>Mutation: a restart that does not restore, or repeats one step too few.</summary>
    [Fact]
    public void A_device_killed_ten_times_in_training_ends_with_the_bits_of_one_that_lived()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/pgrep"), "pgrep is missing; install it with: apt-get install procps");
        var undisturbed = Train("undisturbed", Device("undisturbed"));
        var moments = new RandomStream(1, "device kills");
        using var stop = new CancellationTokenSource();
        var killed = 0;
        var killer = new Thread(() =>
        {
            while (killed < Kills && !stop.IsCancellationRequested)
            {
                // A device that dies before it ever greeted is a wrong command, not a crash: training has begun when something was kept.
                if (!Directory.Exists(Keep("disturbed")) || Directory.GetFiles(Keep("disturbed")) is [] || Processes(Keep("disturbed")) is not [var device, ..])
                {
                    Thread.Sleep(5);
                    continue;
                }

                Thread.Sleep((int)(300 * moments.Uniform((uint)killed)));
                try
                {
                    using var process = Process.GetProcessById(device);
                    process.Kill();
                    process.WaitForExit();
                    killed++;
                }
                catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
                {
                    // It had ended by itself.
                }
            }
        });
        killer.Start();
        var disturbed = Train("disturbed", Device("disturbed"));
        stop.Cancel();
        killer.Join();
        killed.ShouldBe(Kills, "training was over before the tenth time");
        Bits(disturbed).ShouldBe(Bits(undisturbed));
    }

    [Fact]
    public void A_recorded_device_is_played_again_to_the_same_metrics()
    {
        var file = Path.Combine(_root, "exchange.jsonl");
        var recorded = Train("recorded", $"dotnet {Checkout.CommandLine} device record '{Device("recorded").Replace("'", "\"", StringComparison.Ordinal)}' {file}", steps: 20);
        File.ReadLines(file).Count().ShouldBeGreaterThan(80);
        var played = Train("played", $"dotnet {Checkout.CommandLine} device replay {file}", steps: 20);
        File.ReadAllText(Path.Combine(played, "metrics.jsonl")).ShouldBe(File.ReadAllText(Path.Combine(recorded, "metrics.jsonl")));
    }

    /// <summary>Mutation: remarks that are kept and told to nobody, or told before the program has spoken its last.</summary>
    [Fact]
    public void What_a_device_says_to_people_is_passed_on_and_its_death_is_told_in_one_line()
    {
        File.WriteAllText(Path.Combine(_root, "e.yaml"), Experiment("sh -c 'echo warming up >&2; exit 3'", 5));
        var outcome = Launcher.Loschmidt("train", Path.Combine(_root, "e.yaml"), "--runs", _root);
        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain("the program ended with exit code 3; what it said is above; loschmidt device check ");
        outcome.Error.Split('\n')[..^2].ShouldContain("the device says: warming up");
    }

    private static int[] Processes(string mark)
    {
        using var pgrep = Process.Start(new ProcessStartInfo("/usr/bin/pgrep", ["-f", $"serve xor .*{mark}"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var lines = pgrep.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        pgrep.WaitForExit();
        return [.. lines.Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
    }

    private static string Experiment(string command, int steps) => $$"""
        name: device
        machine: { kind: device, command: "{{command.Replace("\"", "\\\"", StringComparison.Ordinal)}}", restarts: 50 }
        data: { set: xor }
        training:
          estimator: self-learning
          epsilon: 0.001
          decay: { rate: 0.01, time: complete }
          schedule: { kind: hyperbolic, tau: 100 }
          sampling: independent
          steps: {{steps}}
          evaluateEvery: 5

        """;

    /// <summary>State and metrics, byte by byte.</summary>
    private static List<string> Bits(string run)
    {
        var newest = Directory.EnumerateDirectories(Path.Combine(run, "checkpoints"))
            .OrderBy(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)).Last();
        return
        [
            Convert.ToHexString(File.ReadAllBytes(Path.Combine(newest, "state.safetensors"))), File.ReadAllText(Path.Combine(run, "metrics.jsonl")),
        ];
    }

    private string Keep(string name) => Path.Combine(_root, $"keep-{name}");

    private string Device(string name) =>
        $"dotnet {Checkout.CommandLine} device serve xor --set machine.lattice.rows=60 --set machine.lattice.columns=20 --keep {Keep(name)}";

    private string Train(string name, string command, int steps = 400)
    {
        var file = Path.Combine(_root, $"{name}.yaml");
        File.WriteAllText(file, Experiment(command, steps));
        var outcome = Launcher.Loschmidt("train", file, "--runs", Path.Combine(_root, name), "--json");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        using var document = JsonDocument.Parse(outcome.Out);
        return document.RootElement.GetProperty("folder").GetString()!;
    }
}
