using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Hosting;

/// <summary>A place for each stream, and no more than there are.</summary>
internal sealed class StreamSlots(int most, CancellationToken stopping)
{
    private int _taken;

    /// <summary>Middleware behind routing.</summary>
    public Task Answer(HttpContext context, RequestDelegate next) => EventStreams.IsStream(context) ? Stream(context, next) : next(context);

    private async Task Stream(HttpContext context, RequestDelegate next)
    {
        if (Interlocked.Increment(ref _taken) > most)
        {
            Interlocked.Decrement(ref _taken);
            context.Response.Headers.RetryAfter = "5";
            throw new RefusedException(
                StatusCodes.Status503ServiceUnavailable, $"{most} pages already follow something here; close one, or come back later");
        }

        try
        {
            // Readers of a stream never end by themselves: the studio would wait for them.
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            context.RequestAborted = either.Token;
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _taken);
        }
    }
}
