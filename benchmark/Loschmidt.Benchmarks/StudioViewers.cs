using System.Diagnostics;
using System.Globalization;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Benchmarks;

/// <summary>Many viewers of one run while it writes: what each received, how late, and what the server took for it.</summary>
internal static class StudioViewers
{
    private const int Viewers = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static string Run(string root, TimeSpan length)
    {
        var run = RunFolder.Create(root, ExperimentFile.Load("xor", [], quick: false, MachineFactory.Kinds), MachineFactory.Kinds);
        using var server = new StudioServer(root);
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var stop = new CancellationTokenSource();
        var written = new long[(int)(length / Pause) + 1];
        var address = new Uri(server.Address, $"/api/run/metrics?run={Uri.EscapeDataString(run.Name)}");
        var before = server.Memory;
        var viewers = Enumerable.Range(0, Viewers).Select(_ => Task.Run(() => View(client, address, written, stop.Token))).ToArray();
        Thread.Sleep(2000); // until all have come
        var (peak, processor, count) = (0L, server.ProcessorSeconds, 0);
        var clock = Stopwatch.StartNew();
        using (run.Lock())
        using (var log = run.OpenMetrics())
        {
            while (clock.Elapsed < length && count < written.Length)
            {
                Volatile.Write(ref written[count], Stopwatch.GetTimestamp());
                log.Append(count, ("cost", 1.0 / (count + 3)), ("accuracy", 0.75));
                log.Flush();
                count++;
                peak = Math.Max(peak, server.Memory);
                Thread.Sleep(Pause);
            }
        }

        clock.Stop();
        processor = (server.ProcessorSeconds - processor) / clock.Elapsed.TotalSeconds;
        stop.CancelAfter(Patience);
        var seen = new List<double>();
        var dropped = 0;
        foreach (var latencies in Task.WhenAll(viewers.Select(viewer => Until(viewer, count, stop))).GetAwaiter().GetResult())
        {
            dropped += count - latencies.Count;
            seen.AddRange(latencies);
        }

        seen.Sort();
        Thread.Sleep(2000);
        var table = new MarkdownTable($"{Viewers} viewers of one run, {clock.Elapsed.TotalSeconds:0} s", "");
        table.Add("lines written", $"{count}");
        table.Add("lines received, all viewers together", $"{seen.Count}");
        table.Add("lines missing, repeated or out of order", $"{dropped}");
        table.Add("from append to receipt, p50", $"{seen[seen.Count / 2]:0} ms");
        table.Add("p99", $"{seen[(int)(0.99 * seen.Count)]:0} ms");
        table.Add("worst", $"{seen[^1]:0} ms");
        table.Add("server's memory before", $"{before / 1e6:0} MB");
        table.Add("at most", $"{peak / 1e6:0} MB");
        table.Add("after they have gone", $"{server.Memory / 1e6:0} MB");
        table.Add("server's processor time, of one core", $"{100 * processor:0.0} %");
        return $"""
            ## Two hundred viewers

            A writer appends a line to `metrics.jsonl` every {Pause.TotalMilliseconds:0} ms; every viewer hears server-sent events on a connection of its own. The viewers share the machine.
            {(dropped == 0 ? "Nothing was dropped." : $"{RaceReport.Disagreement}: lines were dropped.")}

            {table}
            """;
    }

    private static async Task<List<double>> Until(Task<List<double>> viewer, int count, CancellationTokenSource stop)
    {
        var heard = await viewer;
        if (heard.Count == count)
            return heard;
        await stop.CancelAsync();
        return heard;
    }

    /// <summary>Milliseconds from append to receipt of each line, in order; ends with the first that is missing, or when told.</summary>
    private static async Task<List<double>> View(HttpClient client, Uri address, long[] written, CancellationToken stop)
    {
        const string Step = "{\"step\":";
        var latencies = new List<double>();
        try
        {
            using var stream = await client.GetStreamAsync(address, stop);
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync(stop) is { } line)
            {
                var at = line.IndexOf(Step, StringComparison.Ordinal);
                if (at < 0 || !line.StartsWith("data:", StringComparison.Ordinal))
                    continue;
                var digits = line.AsSpan(at + Step.Length);
                var step = int.Parse(digits[..digits.IndexOfAny(',', '}')], CultureInfo.InvariantCulture);
                if (step != latencies.Count)
                    break;
                latencies.Add(Stopwatch.GetElapsedTime(Volatile.Read(ref written[step])).TotalMilliseconds);
            }
        }
        catch (OperationCanceledException)
        {
            // the writer has ended, and nothing more came
        }

        return latencies;
    }
}
