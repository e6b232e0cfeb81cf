using System.Diagnostics;
using Loschmidt.Sequences;

namespace Loschmidt.Benchmarks;

/// <summary>How long a small model needs from the start of a process to its first gradient.</summary>
internal static class FirstGradient
{
    public const string Verb = "first-gradient";
    private const int Steps = 128;

    public static string Run(Options options)
    {
        var times = new List<double>();
        for (var call = 0; call <= Math.Max(2, options.Rounds); call++)
        {
            times.Add(Time());
        }

        var later = times[1..].Order().ToList();
        var table = new MarkdownTable("process start to first gradient", "ms");
        table.Add("first call", $"{times[0]:0}");
        table.Add("later ones, median", $"{Turn.MedianOfSorted(later):0}");
        table.Add("best", $"{later[0]:0}");
        return $"""
            ## Time to the first gradient

            Wall time of a process with the runtime's ordinary compilation: start, build a small model (2 nonlinear blocks, H = 64,
            P = 16, {Steps} steps), one gradient.

            {table}
            """;
    }

    /// <summary>What the process does: builds, takes a gradient, says its cost.</summary>
    public static void Work()
    {
        var input = SequenceProblem.Input(Steps);
        var lanes = new double[SequenceProblem.Lanes][];
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            lanes[lane] = new double[Steps * SequenceProblem.Channels];
            for (var i = 0; i < lanes[lane].Length; i++)
            {
                var (t, n) = Math.DivRem(i, SequenceProblem.Channels);
                lanes[lane][i] = input[(((t * SequenceProblem.Lanes) + lane) * SequenceProblem.Channels) + n];
            }
        }

        var contender = new SequenceContender<float>(
            SequenceProblem.Settings(UnitKind.Nonlinear), new ArraySeries(SequenceProblem.Channels, lanes), threads: 0);
        contender.Step();
        Console.WriteLine(FormattableString.Invariant($$"""{"cost": {{contender.Cost}}}"""));
    }

    private static double Time()
    {
        var start = Peers.SelfStart(Verb);
        start.Environment["DOTNET_TieredCompilation"] = "1";
        start.RedirectStandardOutput = true;
        var clock = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException("cannot start this program again");
        var answer = process.StandardOutput.ReadLine();
        var time = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        process.WaitForExit();
        return answer is not null ? time : throw new InvalidOperationException("the process ended without a gradient");
    }
}
