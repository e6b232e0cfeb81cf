using System.Threading.Channels;
using Loschmidt.Studio.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Lab;

/// <summary>The echo lab: films of one echo, its gradient while a slider moves, and a wave that never rests.</summary>
internal static class LabEndpoints
{
    private const int FilmsAtOnce = 2, FilmsWaiting = 16, LiveAtOnce = 8;
    private const string Busy = "too many echoes at once; try again in a moment";

    /// <summary>Maps them.</summary>
    public static void Map(WebApplication application, StudioOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (films, live) = (new LabGate(FilmsAtOnce, FilmsWaiting), new LabGate(LiveAtOnce, LiveAtOnce));
        application.Lifetime.ApplicationStopped.Register(films.Dispose);
        application.Lifetime.ApplicationStopped.Register(live.Dispose);
        application.MapGet("/api/lab/machines", (RequestDelegate)(context =>
            Reply.Json(context, new LabOffer(LabCatalog.Machines, LiveOffer.Usual), LabJson.Default.LabOffer)));
        application.MapGet("/api/lab/film", (RequestDelegate)(context => Film(context, films)));
        application.MapGet("/api/lab/gradient", (RequestDelegate)(context => Gradient(context, films)));
        application.MapGet("/api/lab/live", (RequestDelegate)(context => Live(context, live))).AsStream();
    }

    private static async Task Film(HttpContext context, LabGate gate)
    {
        var query = LabQuery.Read(context.Request.Query);
        // The place is kept until the film is sent, so that slow readers do not pile up films.
        using var place = await gate.Enter(context.RequestAborted).ConfigureAwait(false);
        if (place is null)
        {
            await Reply.Refuse(context, StatusCodes.Status503ServiceUnavailable, Busy).ConfigureAwait(false);
            return;
        }

        var records = await Task.Run(() => LabFilm.Shoot(query, context.RequestAborted), context.RequestAborted).ConfigureAwait(false);
        Begin(context);
        context.Response.ContentLength = records.Sum(record => (long)record.Length);
        foreach (var record in records)
        {
            await context.Response.Body.WriteAsync(record, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static async Task Gradient(HttpContext context, LabGate gate)
    {
        var query = LabQuery.Read(context.Request.Query);
        using var place = await gate.Enter(context.RequestAborted).ConfigureAwait(false);
        if (place is null)
        {
            await Reply.Refuse(context, StatusCodes.Status503ServiceUnavailable, Busy).ConfigureAwait(false);
            return;
        }

        var summary = await Task.Run(() => LabEcho.Run(query, context.RequestAborted), context.RequestAborted).ConfigureAwait(false);
        await Reply.Json(context, summary, LabJson.Default.LabSummary).ConfigureAwait(false);
    }

    private static async Task Live(HttpContext context, LabGate gate)
    {
        var query = LiveQuery.Read(context.Request.Query);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        using var place = await gate.Enter(ended.Token).ConfigureAwait(false);
        if (place is null)
        {
            await Reply.Refuse(context, StatusCodes.Status503ServiceUnavailable, "eight live waves run already; close one").ConfigureAwait(false);
            return;
        }

        var wave = new LiveWave(query);
        Begin(context);
        await context.Response.Body.WriteAsync(wave.Header(), ended.Token).ConfigureAwait(false);
        await Send(context, wave, query.Rate, ended).ConfigureAwait(false);
    }

    /// <summary>A thread of its own runs ahead by two frames at most; the clock here sends one at every tick and skips ticks while a reader is slow.</summary>
    private static async Task Send(HttpContext context, LiveWave wave, int rate, CancellationTokenSource ended)
    {
        var queue = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });
        var running = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    wave.Run(record => queue.Writer.WriteAsync(record, ended.Token).AsTask().GetAwaiter().GetResult());
                }
                catch (Exception e)
                {
                    queue.Writer.TryComplete(e); // told by the reader of the queue
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        using var clock = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / rate));
        try
        {
            while (await clock.WaitForNextTickAsync(ended.Token).ConfigureAwait(false))
            {
                await context.Response.Body.WriteAsync(await queue.Reader.ReadAsync(ended.Token).ConfigureAwait(false), ended.Token).ConfigureAwait(false);
                await context.Response.Body.FlushAsync(ended.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException && ended.IsCancellationRequested)
        {
            // The reader left, or the studio stops.
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }
    }

    private static void Begin(HttpContext context)
    {
        context.Response.ContentType = FilmRecord.MediaType;
        context.Response.Headers.CacheControl = "no-store";
    }
}
