using System.Buffers;
using System.Text.Json;
using Loschmidt.Experiments.Runs;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Runs;

/// <summary>A run's metrics as server-sent events: <c>lines</c>, <c>restart</c>, <c>standing</c> and <c>end</c>.</summary>
/// <remarks>
/// <c>lines</c> carries whole lines of <c>metrics.jsonl</c> as they are; its id is the place behind them, so that a viewer who comes back
/// with <c>Last-Event-ID</c> (or <c>from</c> in the query) goes on without loss or repetition. <c>restart</c>: forget all lines, they come
/// anew. <c>end</c>: the run is over and all lines were told; the stream stays open, for the run may be resumed.
/// </remarks>
internal static class MetricsEvents
{
    private const int BatchBytes = 1 << 16;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    /// <summary>Tells one viewer until he leaves or the server stops.</summary>
    /// <param name="context">The request.</param>
    /// <param name="tails">The tails that are shared.</param>
    /// <param name="run">The run.</param>
    public static async Task Send(HttpContext context, MetricsTails tails, RunFolder run)
    {
        using var viewing = tails.View(run);
        var ended = context.RequestAborted;
        var place = context.Request.Headers["Last-Event-ID"].ToString();
        var viewer = new MetricsViewer(viewing.Tail, place.Length > 0 ? place : context.Request.Query["from"]);
        var stream = new EventStream(context);
        await stream.BeginAsync().ConfigureAwait(false);
        StandingDocument? told = null;
        while (!ended.IsCancellationRequested)
        {
            // Taken before the lines are: the standing is told only when all lines before it were.
            var state = viewing.Tail.Seen;
            await TellLines(stream, viewer, ended).ConfigureAwait(false);
            if (state.Standing is { } standing && standing != told && !ended.IsCancellationRequested)
            {
                var name = standing.Status == "running" ? "standing" : "end";
                await stream.SendAsync(name, null, JsonSerializer.SerializeToUtf8Bytes(standing, RunsJson.Default.StandingDocument))
                    .ConfigureAwait(false);
                told = standing;
            }

            await Task.WhenAny(state.Next, Task.Delay(Heartbeat, ended)).ConfigureAwait(false);
            if (!state.Next.IsCompleted && !ended.IsCancellationRequested)
                await stream.BeatAsync().ConfigureAwait(false);
        }
    }

    private static async Task TellLines(EventStream stream, MetricsViewer viewer, CancellationToken ended)
    {
        // Rented for as long as lines are told: a viewer who waits costs next to nothing.
        var buffer = ArrayPool<byte>.Shared.Rent(BatchBytes);
        try
        {
            while (!ended.IsCancellationRequested)
            {
                if (viewer.MustForget())
                    await stream.SendAsync("restart", viewer.Place, "{}"u8).ConfigureAwait(false);
                var count = viewer.Next(buffer);
                if (count == 0 && (!viewer.IsBehind || buffer.Length > LineReader.LongestLine))
                    return;
                if (count == 0)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = ArrayPool<byte>.Shared.Rent(2 * LineReader.LongestLine); // for the one line that is so long
                    continue;
                }

                await stream.SendAsync("lines", viewer.Place, buffer.AsSpan(0, count)).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
