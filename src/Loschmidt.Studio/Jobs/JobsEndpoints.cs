using System.Text.Json;
using Loschmidt.Studio.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Jobs;

/// <summary>Starts, watches and cancels comparisons.</summary>
internal static class JobsEndpoints
{
    // What a page can show; more news are summed up in the next.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>Maps <c>/api/jobs</c>, <c>/api/job</c>, <c>/api/job/events</c> and <c>/api/job/cancel</c>.</summary>
    public static void Map(WebApplication application, StudioOptions options)
    {
        var work = new JobWork(options);
        var queue = new JobQueue(work.Do);
        application.Lifetime.ApplicationStopping.Register(queue.Close);
        application.MapPost("/api/jobs", (RequestDelegate)(async context =>
        {
            var request = await Body.Json(context, JobsJson.Default.JobRequest).ConfigureAwait(false);
            work.Require(request);
            var job = queue.Add(request, Same);
            await Reply.Json(context, new JobStarted(job.Id), JobsJson.Default.JobStarted, StatusCodes.Status202Accepted).ConfigureAwait(false);
        }));
        application.MapGet("/api/jobs", (RequestDelegate)(context => Reply.Json(
            context, new JobList([.. queue.All.Select(job => job.Look().State with { Gradcheck = null, Tolerance = null })]), JobsJson.Default.JobList)));
        application.MapGet("/api/job", (RequestDelegate)(context =>
            Reply.Json(context, Named(queue, context).Look().State, JobsJson.Default.JobDocument)));
        application.MapGet("/api/job/events", (RequestDelegate)(context => Follow(context, Named(queue, context)))).AsStream();
        application.MapPost("/api/job/cancel", (RequestDelegate)(context =>
        {
            var job = Named(queue, context);
            job.Cancel();
            return Reply.Json(context, job.Look().State, JobsJson.Default.JobDocument);
        }));
    }

    private static Job Named(JobQueue queue, HttpContext context) =>
        queue.Find(context.Request.Query["id"].ToString()) ?? throw new RefusedException(
            StatusCodes.Status404NotFound, "there is no such job; the studio keeps the last few until it is stopped");

    /// <summary>Every state as an event, until the job has ended; a listener who comes back begins with the present one.</summary>
    private static async Task Follow(HttpContext context, Job job)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        var gone = context.RequestAborted; // the studio's end too
        while (true)
        {
            var (state, changed) = job.Look();
            await Send(context, $"event: job\ndata: {JsonSerializer.Serialize(state, JobsJson.Default.JobDocument)}\n\n").ConfigureAwait(false);
            if (state.Ended)
                return;
            while (await Task.WhenAny(changed, Task.Delay(Silence, gone)).ConfigureAwait(false) != changed)
            {
                gone.ThrowIfCancellationRequested();
                await Send(context, ": still here\n\n").ConfigureAwait(false);
            }

            await Task.Delay(Pace, gone).ConfigureAwait(false);
        }
    }

    private static async Task Send(HttpContext context, string text)
    {
        await context.Response.WriteAsync(text, context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private static bool Same(JobRequest one, JobRequest other) =>
        JsonSerializer.Serialize(one, JobsJson.Default.JobRequest) == JsonSerializer.Serialize(other, JobsJson.Default.JobRequest);
}
