using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Runs;

/// <summary>The list of runs as server-sent events: <c>list</c> with all of it, then <c>change</c> with what became different.</summary>
internal static class RunListEvents
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    /// <summary>Tells one viewer until he leaves or the server stops.</summary>
    /// <param name="context">The request.</param>
    /// <param name="watch">Looks for changes.</param>
    public static async Task Send(HttpContext context, RunWatch watch)
    {
        using var listening = watch.Listen();
        var ended = context.RequestAborted;
        var stream = new EventStream(context);
        await stream.BeginAsync().ConfigureAwait(false);
        RunListing? told = null;
        while (!ended.IsCancellationRequested)
        {
            var state = watch.Seen;
            if (state.Listing is { } now && !ReferenceEquals(now, told))
            {
                // Whoever missed a list in between is told all of the newest.
                await (told is not null && ReferenceEquals(told, state.Before)
                    ? stream.SendAsync("change", null, state.Change)
                    : stream.SendAsync("list", null, state.Whole)).ConfigureAwait(false);
                told = now;
            }

            await Task.WhenAny(state.Next.Task, Task.Delay(Heartbeat, ended)).ConfigureAwait(false);
            if (!state.Next.Task.IsCompleted && !ended.IsCancellationRequested)
                await stream.BeatAsync().ConfigureAwait(false);
        }
    }
}
