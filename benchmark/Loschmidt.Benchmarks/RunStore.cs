using System.Diagnostics;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Benchmarks;

/// <summary>What keeping runs costs: a long list of them, and points of metrics.</summary>
internal static class RunStore
{
    private const int Runs = 1000;
    private const int Points = 10_000;

    public static string Run(Options options)
    {
        var folder = Directory.CreateTempSubdirectory("loschmidt-benchmark-");
        try
        {
            return $"{List(folder.FullName, options)}\n{Log(folder.FullName, options)}";
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string List(string root, Options options)
    {
        Fill(root);
        var calls = new List<double>();
        for (var call = 0; call <= Math.Max(2, options.Rounds); call++)
        {
            calls.Add(TimeList(root));
        }

        var later = calls[1..].Order().ToArray();
        var table = new MarkdownTable("whole process ./loschmidt runs list", "ms");
        table.Add($"{Runs} runs, no index yet", $"{1000 * calls[0]:0}");
        table.Add("again, median", $"{1000 * later[later.Length / 2]:0}");
        table.Add("again, best", $"{1000 * later[0]:0}");
        return $"""
            ## A thousand runs listed

            Wall time from start to end of the process, {later.Length} calls behind the first one.

            {table}
            """;
    }

    private static void Fill(string root)
    {
        var experiment = ExperimentFile.Load("xor", [], quick: false, MachineFactory.Kinds);
        var clock = new Minutes();
        for (var i = 0; i < Runs; i++)
        {
            var run = RunFolder.Create(root, experiment with { Seed = (ulong)i }, MachineFactory.Kinds, clock);
            using (var log = run.OpenMetrics())
            {
                for (var step = 0; step <= 300; step += 20)
                {
                    log.Append(step, ("cost", 1.0 / (step + 3)), ("accuracy", 0.75), ("worstContrast", 1.0 / 7));
                }
            }

            run.WriteResult(new() { ["steps"] = 300, ["seconds"] = 2.6, ["interrupted"] = false });

            // As they are when somebody looks: what was written a moment ago is read again.
            foreach (var file in Directory.GetFiles(run.FullPath))
            {
                File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            }
        }
    }

    private static double TimeList(string root)
    {
        var program = Path.Combine(Path.GetDirectoryName(Host.BenchmarkFolder())!, "loschmidt");
        var start = new ProcessStartInfo(program, ["runs", "list", "--runs", root])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };

        // The program decides for itself how it is compiled.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("DOTNET_Tiered", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n').Length;
        process.WaitForExit();
        clock.Stop();
        return process.ExitCode == 0 && lines > 30
            ? clock.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"runs list failed: {process.StandardError.ReadToEnd()}");
    }

    private static string Log(string root, Options options)
    {
        var table = new MarkdownTable("10,000 points of 3 metrics", "µs per point", "ms in all");
        var times = new List<double>();
        for (var round = 0; round <= options.Rounds; round++)
        {
            var path = Path.Combine(root, $"metrics-{round}.jsonl");
            var start = ProcessorTime.Seconds;
            using (var log = new MetricsLog(path))
            {
                for (var step = 0; step < Points; step++)
                {
                    log.Append(step, ("cost", 1.0 / (step + 3)), ("accuracy", 0.75), ("worstContrast", 1.0 / (step + 7)));
                }
            }

            times.Add(ProcessorTime.Seconds - start);
        }

        var sorted = times[1..].Order().ToArray(); // the first compiles
        table.Add("median", $"{1e6 * sorted[sorted.Length / 2] / Points:0.00}", $"{1e3 * sorted[sorted.Length / 2]:0.0}");
        table.Add("best", $"{1e6 * sorted[0] / Points:0.00}", $"{1e3 * sorted[0]:0.0}");
        return $"""
            ## Points of metrics

            Processor time of opening, appending and closing. The smallest preset, xor, trains for 2.6 s: 1 % of that is 26 ms.

            {table}
            """;
    }

    private sealed class Minutes : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now = _now.AddMinutes(1);
    }
}
