using System.Text.Json.Nodes;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Tests.Studio;

/// <summary>Metrics as they are written, over a real server.</summary>
public sealed class RunsMetricsTests(RunsStudio studio) : IClassFixture<RunsStudio>
{
    /// <summary>Mutations: a ring that overwrites what a viewer has not read; a viewer who reads beyond the last line's end; an end told before the lines.</summary>
    [Fact]
    public async Task Fifty_viewers_of_one_run_get_every_line_and_then_its_end()
    {
        var run = studio.Fresh();
        var viewers = new List<Task<string>>();
        using (run.Lock())
        {
            using var log = run.OpenMetrics();
            for (var i = 0; i < 50; i++)
            {
                var late = i % 10 == 0; // some do not read while the run writes
                var events = await studio.Events($"/api/run/metrics?run={run.Name}");
                viewers.Add(Task.Run(async () =>
                {
                    using (events)
                    {
                        if (late)
                            await Task.Delay(500, TestContext.Current.CancellationToken);
                        return await events.Lines("end");
                    }
                }));
            }

            for (var step = 0; step < 20_000; step++)
                log.Append(step, ("cost", 1.0 / (step + 1)), ("accuracy", step % 7 / 7.0));
        }

        run.WriteResult(new JsonObject { ["interrupted"] = false });
        var expected = await File.ReadAllTextAsync(run.MetricsPath, TestContext.Current.CancellationToken);
        expected.Length.ShouldBeGreaterThan(1 << 20, "more than the ring and the sockets hold");
        foreach (var lines in await Task.WhenAll(viewers))
            (lines == expected).ShouldBeTrue("a viewer has other lines than the file");
    }

    /// <summary>Mutation: an id that is not the place behind its lines repeats or loses some.</summary>
    [Fact]
    public async Task A_viewer_comes_back_to_another_studio_without_loss_or_repetition()
    {
        var run = studio.Fresh();
        using var @lock = run.Lock();
        using var log = run.OpenMetrics();
        string place, lines;
        Append(log, 0, 500);
        await using (var first = await studio.Start())
        {
            using var client = new HttpClient { BaseAddress = first.Address };
            using var events = await EventReader.Open(client, $"/api/run/metrics?run={run.Name}", null);
            lines = await events.Lines("lines");
            place = events.Place;
        }

        // The studio is gone; the training does not know.
        Append(log, 500, 900);
        await using var second = await studio.Start();
        using var again = new HttpClient { BaseAddress = second.Address };
        using var back = await EventReader.Open(again, $"/api/run/metrics?run={run.Name}", place);
        var expected = await File.ReadAllTextAsync(run.MetricsPath, TestContext.Current.CancellationToken);
        while (lines.Length < expected.Length)
            lines = await back.Lines("lines", lines);
        lines.ShouldBe(expected);
    }

    [Fact]
    public async Task A_run_that_goes_on_from_a_checkpoint_begins_anew_for_its_viewers()
    {
        var run = studio.Fresh();
        using (var log = run.OpenMetrics())
            Append(log, 0, 100);
        using var events = await studio.Events($"/api/run/metrics?run={run.Name}");
        (await events.Lines("end")).Split('\n').Length.ShouldBe(101);
        using (run.Lock())
        {
            using var log = run.OpenMetrics();
            log.TruncateAfter(39);
            Append(log, 40, 45, cost: 7);
        }

        var lines = await events.Lines("restart");
        var expected = await File.ReadAllTextAsync(run.MetricsPath, TestContext.Current.CancellationToken);
        while (lines.Length < expected.Length)
            lines = await events.Lines("lines", lines);
        lines.ShouldBe(expected);
    }

    private static void Append(MetricsLog log, int from, int to, double cost = 1)
    {
        for (var step = from; step < to; step++)
            log.Append(step, ("cost", cost / (step + 1)));
        log.Flush();
    }
}
