using System.Diagnostics;
using System.Text.Json;

namespace Loschmidt.Benchmarks;

/// <summary>How soon the studio's first page is there, what many viewers cost, and whether a live field keeps up.</summary>
internal static class StudioTimes
{
    private static string Script => Path.Combine(Host.BenchmarkFolder(), "studio", "browser.mjs");

    public static string Run(Options options)
    {
        var root = Directory.CreateTempSubdirectory("loschmidt-studio-").FullName;
        try
        {
            using (new StudioServer(root))
            {
                // Builds the program and its pages where they are not.
            }

            return string.Join('\n', First(root, options), StudioViewers.Run(root, TimeSpan.FromSeconds(options.Quick ? 3 : 60)), Live(root, options));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static string First(string root, Options options)
    {
        using var browser = new PeerProcess("node", Script);
        var (listening, loaded, bytes, requests) = (new List<double>(), new List<double>(), 0L, 0);
        for (var round = 0; round < options.Rounds; round++)
        {
            using var server = new StudioServer(root);
            var page = browser.Ask($"first {server.Address}");

            // The browser waits for stragglers before it answers: its own clock says when the page was there.
            listening.Add(server.Listening.TotalMilliseconds);
            loaded.Add(server.Listening.TotalMilliseconds + page.GetProperty("milliseconds").GetDouble());
            bytes = page.GetProperty("bytes").GetInt64();
            requests = page.GetProperty("requests").GetInt32();
            if (!server.HasPages)
                throw new InvalidOperationException("the studio has no pages; benchmarks of it need Node.js");
        }

        listening.Sort();
        loaded.Sort();
        var table = new MarkdownTable("from the start of the process", "median", "worst");
        table.Add("until it listens", $"{Turn.MedianOfSorted(listening):0} ms", $"{listening[^1]:0} ms");
        table.Add("until the first page is there", $"{Turn.MedianOfSorted(loaded):0} ms", $"{loaded[^1]:0} ms");
        return $"""
            ## The first page

            {options.Rounds} starts of `./loschmidt studio`, each with an empty browser cache; the browser, headless Chromium, runs already. Wanted: less than 1 s, less than 300 kB.
            The page is {requests} requests and {bytes / 1e3:0.0} kB as sent (headers and packed bodies).

            {table}
            """;
    }

    private static string Live(string root, Options options)
    {
        var seconds = options.Quick ? 3 : 30;
        using var server = new StudioServer(root);
        using var browser = new PeerProcess("node", Script);
        browser.Ask($"live {server.Address} {seconds}"); // it shows the wave now
        var (processor, clock) = (server.ProcessorSeconds, Stopwatch.GetTimestamp());
        var seen = browser.Hear();
        processor = (server.ProcessorSeconds - processor) / Stopwatch.GetElapsedTime(clock).TotalSeconds;
        var table = new MarkdownTable($"a live field of 50 x 150 sites, {seconds} s", "");
        table.Add("frames received", $"{Number(seen, "framesPerSecond"):0.0} / s");
        table.Add("pictures drawn", $"{Number(seen, "drawnPerSecond"):0.0} / s");
        table.Add("server's processor time, of one core", $"{100 * processor:0.0} %");
        return $"""
            ## A live field

            The echo lab's live wave in headless Chromium with a software renderer, on the same machine. Wanted: 30 frames a second with half a core on the server.

            {table}
            """;
    }

    private static double Number(JsonElement document, string name) => document.GetProperty(name).GetDouble();
}
