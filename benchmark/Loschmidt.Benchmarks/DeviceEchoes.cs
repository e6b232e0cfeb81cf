using System.Diagnostics;
using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;
using Loschmidt.Graphs;
using Loschmidt.Machines;

namespace Loschmidt.Benchmarks;

/// <summary>How many whole echoes a second a device in another process is taught, a line each, and where the time goes.</summary>
internal static class DeviceEchoes
{
    /// <summary>The process that is the device.</summary>
    public const string Verb = "device-server";

    private const int Sites = 8;
    private const int Steps = 10;
    private const int AtOnce = 200;

    private static readonly double[] Input = [1, -0.5];
    private static readonly double[] Target = [0.5, 0];

    // One line: out, read, injected, home, decay.
    private static readonly WireAction[] Line = [.. EchoTimetable.Echo(Input, Target, 1e-3, read: true), WireAction.Decay(1e6)];

    public static string Run(Options options)
    {
        var device = Device();
        var machine = Time(options, () => Echo(device));
        var server = new DeviceServer(Device());
        var step = 0L;
        var writer = new WireWriter();
        var answered = Time(options, () =>
        {
            for (var echo = 0; echo < AtOnce; echo++)
            {
                step++;
                WireReader.ReadReply(server.Answer(writer.Write(new WireRequest(step, step, Line)).Span).Span);
            }
        });
        var self = Peers.SelfStart(Verb);
        var command = string.Join(' ', new[] { self.FileName }.Concat(self.ArgumentList).Select(word => $"\"{word}\""));
        using var client = new DeviceClient(new ProcessTransport(command));
        var wire = Time(options, () =>
        {
            for (var echo = 0; echo < AtOnce; echo++)
            {
                client.Change(Line);
            }
        });

        var table = new MarkdownTable("an echo of a ring of 8 oscillators, 10 time steps each way", "µs", "echoes a second");
        table.Add("the machine alone", $"{1e6 * machine:0.0}", $"{1 / machine:0}");
        table.Add("and its line read, its reply written and read, in one process", $"{1e6 * answered:0.0}", $"{1 / answered:0}");
        table.Add("and all of it between two processes, standard input and output", $"{1e6 * wire:0.0}", $"{1 / wire:0}");
        return $"""
            ## Echoes over the wire

            Trainer and device are two processes; a whole echo with its decay step is one line there and one line back ({writer.Write(new WireRequest(1, 1, Line)).Length} bytes there).
            Wall time. At least 2,000 a second on one core are wanted.

            {table}
            """;
    }

    /// <summary>What the process does: serves until its trainer has left.</summary>
    public static void Serve()
    {
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        new DeviceServer(Device()).Serve(input, output);
    }

    private static SimulatedSelfTeachingDevice Device() => new(
        (IReverses)MachineFactory.Build(
            new RingSettings { Sites = Sites, Duration = 1, Steps = Steps, InputSites = [0, 3], OutputSites = [2, 5] }, Precision.Double, seed: 1),
        "ring");

    private static void Echo(SimulatedSelfTeachingDevice device)
    {
        Span<double> outputs = stackalloc double[2];
        for (var echo = 0; echo < AtOnce; echo++)
        {
            device.Aim(Target);
            device.Prepare(Input);
            device.Evolve();
            device.Read(outputs);
            device.Inject(Target, 1e-3);
            device.Reverse();
            device.Evolve();
            device.Reverse();
            device.Decay(1e6, double.PositiveInfinity, 0);
        }
    }

    /// <summary>Seconds of wall time an echo, the median over rounds; processor time would leave the other process out.</summary>
    private static double Time(Options options, Action echoes)
    {
        echoes();
        var rounds = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var clock = Stopwatch.GetTimestamp();
            var done = 0;
            do
            {
                echoes();
                done += AtOnce;
            }
            while (Stopwatch.GetElapsedTime(clock).TotalSeconds < options.Seconds);
            rounds.Add(Stopwatch.GetElapsedTime(clock).TotalSeconds / done);
        }

        rounds.Sort();
        return Turn.MedianOfSorted(rounds);
    }
}
