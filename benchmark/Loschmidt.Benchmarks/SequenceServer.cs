using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime;
using System.Runtime.InteropServices;
using System.Text.Json;
using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Benchmarks;

/// <summary>This library as a peer among peers: reads a request a line, answers with a line of JSON.</summary>
/// <remarks>
/// <c>stack KIND THREADS STEPS SECONDS</c>, <c>unit KIND forward|echo STEPS SECONDS</c>, and
/// <c>long f32|f64 METHOD STEPS SECONDS</c>, the deeper stack over the long series.
/// </remarks>
internal static partial class SequenceServer
{
    public const string Verb = "serve-sequences";
    public const string LongInput = "long.f32";

    /// <summary>Blocks of the stack whose memory is measured.</summary>
    public const int LongBlocks = 6;

    /// <summary>Serves until standard input ends.</summary>
    public static void Run(string folder)
    {
        while (Console.ReadLine() is { } line)
        {
            var answer = Answer(folder, line.Split(' '));

            // Before the answer: whoever measures memory takes the level of a process that holds no machine.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            Trim(0);
            Console.WriteLine(answer);
        }
    }

    // Hands back what the C library keeps of memory that was freed.
    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint pad);

    private static string Answer(string folder, string[] words)
    {
        var steps = int.Parse(words[3], CultureInfo.InvariantCulture);
        var seconds = double.Parse(words[4], CultureInfo.InvariantCulture);
        var kind = words[1] == "linear" ? UnitKind.Linear : UnitKind.Nonlinear;
        return words[0] switch
        {
            "stack" => Stack(folder, kind, int.Parse(words[2], CultureInfo.InvariantCulture), steps, seconds),
            "unit" => Unit(folder, kind, words[2] == "echo", steps, seconds),
            "long" when words[1] == "f64" => Long<double>(folder, words, steps, seconds),
            "long" => Long<float>(folder, words, steps, seconds),
            var other => throw new FormatException($"there is no '{other}' to serve"),
        };
    }

    private static string Stack(string folder, UnitKind kind, int threads, int steps, double seconds)
    {
        using var series = new FileSeries(Path.Combine(folder, "input.f32"), steps);
        var contender = new SequenceContender<float>(
            SequenceProblem.Settings(kind), series, threads, SequenceProblem.ReadFloats(folder, $"{SequenceProblem.Name(kind)}-theta.f32"));
        var times = Take(contender.Step, seconds);
        return Tell(folder, times, contender.Cost, $"own-{SequenceProblem.Name(kind)}.gradient", contender.Gradient);
    }

    private static string Unit(string folder, UnitKind kind, bool echo, int steps, double seconds)
    {
        var contender = new UnitContender(kind, steps);
        contender.Forward();
        var times = Take(echo ? contender.Echo : contender.Forward, seconds);
        return Tell(folder, times, contender.Cost, $"unit-own-{SequenceProblem.Name(kind)}.gradient", contender.Gradient);
    }

    private static string Long<T>(string folder, string[] words, int steps, double seconds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var series = new FileSeries(Path.Combine(folder, LongInput), steps);
        var settings = SequenceProblem.Settings(UnitKind.Nonlinear) with { Blocks = LongBlocks };
        var method = Enum.Parse<SequenceMethod>(words[2], ignoreCase: true);
        var contender = new SequenceContender<T>(settings, series, threads: 0, method: method);
        var times = Take(contender.Step, seconds);
        return Tell(folder, times, contender.Cost, $"long-{words[1]}-{words[2]}.gradient", contender.Gradient);
    }

    private static Turn Take(Action step, double seconds)
    {
        var times = new List<double>();
        var start = Stopwatch.GetTimestamp();
        do
        {
            var before = Stopwatch.GetTimestamp();
            step();
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds);

        times.Sort();
        return new(Turn.MedianOfSorted(times), times[0]);
    }

    private static string Tell(string folder, Turn times, double cost, string file, double[] gradient)
    {
        SequenceProblem.WriteFloats(folder, file, gradient);
        return JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["step_ms"] = times.Median,
            ["step_ms_min"] = times.Best,
            ["cost"] = cost,
            ["gradient"] = file,
            ["version"] = $"Loschmidt, {RuntimeInformation.FrameworkDescription}",
        });
    }
}
