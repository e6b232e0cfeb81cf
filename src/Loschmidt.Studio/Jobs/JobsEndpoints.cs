using System.Text.Json;
using Loschmidt.Studio.Forms;
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
        var stopping = application.Lifetime.ApplicationStopping;
        stopping.Register(queue.Close);
        application.MapPost("/api/jobs", (RequestDelegate)(async context =>
        {
            var request = await RequestBody.Read(context, JobsJson.Default.JobRequest).ConfigureAwait(false);
            work.Require(request);
            var job = queue.Add(request, Same);
            await Reply.Json(context, new JobStarted(job.Id), JobsJson.Default.JobStarted, StatusCodes.Status202Accepted).ConfigureAwait(false);
        }));
        application.MapGet("/api/jobs", (RequestDelegate)(context => Reply.Json(
            context, new JobList([.. queue.All.Select(job => job.Look().State with { Gradcheck = null, Tolerance = null })]), JobsJson.Default.JobList)));
        application.MapGet("/api/job", (RequestDelegate)(context =>
            Reply.Json(context, Named(queue, context).Look().State, JobsJson.Default.JobDocument)));
        application.MapGet("/api/job/events", (RequestDelegate)(context => Follow(context, Named(queue, context), stopping)));
        application.MapPost("/api/job/cancel", (RequestDelegate)(context =>
        {
            var job = Named(queue, context);
            job.Cancel();
            return Reply.Json(context, job.Look().State, JobsJson.Default.JobDocument);
        }));
    }

    private static Job Named(JobQueue queue, HttpContext context) =>
        queue.Find(context.Request.Query["id"].ToString()) ?? throw new BadHttpRequestException(
            "there is no such job; the studio keeps the last few until it is stopped", StatusCodes.Status404NotFound);

    /// <summary>Every state as an event, until the job has ended; a listener who comes back begins with the present one.</summary>
    private static async Task Follow(HttpContext context, Job job, CancellationToken stopping)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            while (true)
            {
                var (state, changed) = job.Look();
                var json = JsonSerializer.Serialize(state, JobsJson.Default.JobDocument);
                await context.Response.WriteAsync($"event: job\ndata: {json}\n\n", gone.Token).ConfigureAwait(false);
                await context.Response.Body.FlushAsync(gone.Token).ConfigureAwait(false);
                if (state.Ended)
                    return;
                while (await Task.WhenAny(changed, Task.Delay(Silence, gone.Token)).ConfigureAwait(false) != changed)
                {
                    gone.Token.ThrowIfCancellationRequested();
                    await context.Response.WriteAsync(": still here\n\n", gone.Token).ConfigureAwait(false);
                    await context.Response.Body.FlushAsync(gone.Token).ConfigureAwait(false);
                }

                await Task.Delay(Pace, gone.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The listener sees the stream end and asks again, until somebody starts the studio anew.
        }
    }

    private static bool Same(JobRequest one, JobRequest other) =>
        JsonSerializer.Serialize(one, JobsJson.Default.JobRequest) == JsonSerializer.Serialize(other, JobsJson.Default.JobRequest);
}
