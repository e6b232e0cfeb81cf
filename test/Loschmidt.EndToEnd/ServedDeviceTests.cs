using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Loschmidt.Devices.Wire;
using Loschmidt.EndToEnd.Support;

namespace Loschmidt.EndToEnd;

/// <summary>Machines of ours as devices, over pipes and over sockets: the check that judges strangers finds them sound, and a twin rehearses what they will do.</summary>
public sealed class ServedDeviceTests(Workplace place) : IClassFixture<Workplace>
{
    private const string SmallXor = "xor --set machine.lattice.rows=60 --set machine.lattice.columns=20";

    /// <summary>Mutations: a field's cost judged by the squared distance of brightnesses; a label's target handed on as numbers; ε that is not lowered to where the echo is linear.</summary>
    [Theory]
    [InlineData(SmallXor, "self-learning")]
    [InlineData("kerr-resonators", "self-learning")]
    [InlineData("ring", "self-learning")]
    [InlineData("kerr-resonators --host-updated", "echo")]
    [InlineData("ring --host-updated", "echo")]
    public void A_machine_of_ours_is_a_sound_device(string machine, string by)
    {
        var verdict = Check($"dotnet \"{Checkout.CommandLine}\" device serve {machine}{Kept(machine)}");
        verdict.GetProperty("faults").GetArrayLength().ShouldBe(0);
        verdict.GetProperty("trainableBy")[0].GetString().ShouldBe(by);
    }

    /// <summary>Mutation: an address that is taken for a command, or a port that closes after the first line.</summary>
    [Theory]
    [InlineData("tcp")]
    [InlineData("http")]
    public void A_device_behind_a_port_is_found_as_sound_as_one_behind_a_pipe(string way)
    {
        using var server = new Process
        {
            StartInfo = new ProcessStartInfo(
                "dotnet", [Checkout.CommandLine, "device", "serve", "ring", "--keep", place.Root, $"--{way}", $"{(way == "tcp" ? 0 : FreePort())}"])
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            },
        };
        server.Start();
        try
        {
            var said = server.StandardError.ReadLine().ShouldNotBeNull();
            var address = said[said.IndexOf($"{way}://", StringComparison.Ordinal)..];
            Check(address).GetProperty("trainableBy")[0].GetString().ShouldBe("self-learning");
        }
        finally
        {
            server.Kill();
            server.WaitForExit();
        }
    }

    /// <summary>What a restart needs is a name. Mutations: a snapshot that carries its content, or one that only the process which made it knows.</summary>
    [Theory]
    [InlineData("xor_device.py")]
    [InlineData("pinball_device.py")]
    [InlineData("host_device.py")]
    public void Snapshots_of_a_device_in_plain_Python_are_names_that_its_next_process_knows(string file)
    {
        Assert.SkipUnless(Launcher.Succeeds("python3", "--version"), "needs python3 on the PATH");
        var command = $"env DEVICE_KEEP=\"{place.Root}\" python3 \"{Path.Combine(Checkout.Root, "samples", "devices", file)}\"";
        string snapshot;
        double[] before;
        using (var client = new DeviceClient(new ProcessTransport(command)))
        {
            client.Change(Learn(client.About));
            snapshot = client.Snapshot();
            before = Look(client);
            client.Step.ShouldBe(1);
        }

        snapshot.Length.ShouldBeLessThan(64);
        using var next = new DeviceClient(new ProcessTransport(command));
        Look(next).ShouldNotBe(before);
        next.Restore(snapshot, 1);
        Look(next).ShouldBe(before);
    }

    /// <summary>The twin cannot be loaded into a sealed device; its timetable can. Mutations: a fit that is judged by what it was fitted to; a rehearsal that does not vary Γ.</summary>
    [Fact]
    public void A_twin_of_a_sealed_device_rehearses_its_timetable()
    {
        var experiment = place.Write(
            "sealed.yaml",
            $$"""
            name: sealed
            machine: { kind: device, command: 'dotnet "{{Checkout.CommandLine}}" device serve kerr-resonators --seed 3{{Kept("fit")}}' }
            data: { set: xor }
            training:
              estimator: self-learning
              epsilon: 0.003
              decay: { rate: 0.001 }
              steps: 100
              evaluateEvery: 25
            """);
        var start = Path.Combine(place.Root, "start.npy");
        var told = Launcher.Loschmidt(
            "device", "fit", experiment, "--twin", "kerr-resonators", "--samples", "16", "--iterations", "60", "--output", start, "--json").ShouldSucceed().Document;
        told.GetProperty("residual").GetDouble().ShouldBeLessThan(0.6 * told.GetProperty("before").GetDouble());
        var rehearsals = told.GetProperty("rehearsals").EnumerateArray().ToArray();
        rehearsals.Select(one => one.GetProperty("setting").GetString()).ShouldAllBe(setting => setting == "training.decay.rate");
        rehearsals.Select(one => one.GetProperty("value").GetDouble()).ShouldBe([0.001 / 3, 0.001, 0.003], 1e-12);
        rehearsals.Select(one => one.GetProperty("cost").GetDouble()).Distinct().Count().ShouldBe(3);
        told.GetProperty("notes").EnumerateArray().ShouldContain(note => note.GetString()!.Contains("no parameters were written"));
        File.Exists(start).ShouldBeFalse();
    }

    private static WireAction[] Learn(DeviceHello about)
    {
        var (input, target) = (Enumerable.Repeat(0.7, about.Features).ToArray(), Enumerable.Repeat(0.2, about.Targets).ToArray());
        WireAction[] echo =
            [WireAction.Prepare(input), WireAction.Evolve, WireAction.Inject(target, 0.01), WireAction.Reverse, WireAction.Evolve, WireAction.Reverse];
        return about.Kind == DeviceKind.SelfLearning
            ? [.. echo, WireAction.Decay(1e-4)]
            : [WireAction.Load([.. Enumerable.Range(0, about.ParameterCount).Select(i => 0.1 * (i % 5))]), .. echo];
    }

    private static double[] Look(DeviceClient client) =>
        client.Ask(WireAction.Prepare([.. Enumerable.Repeat(0.4, client.About.Features)]), WireAction.Evolve, WireAction.Read,
            WireAction.Reverse, WireAction.Evolve, WireAction.Reverse)[2].Numbers!;

    private static System.Text.Json.JsonElement Check(string device)
    {
        var outcome = Launcher.Loschmidt("device", "check", device, "--json");
        outcome.ExitCode.ShouldBe(0, outcome.Out + outcome.Error);
        return outcome.Document.GetProperty("verdict");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Kept(string machine) => machine.Contains("--host-updated", StringComparison.Ordinal) ? "" : $" --keep \"{place.Root}\"";
}
