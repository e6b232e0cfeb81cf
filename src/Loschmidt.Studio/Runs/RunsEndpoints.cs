using System.Globalization;
using Loschmidt.Experiments.Exports;
using Loschmidt.Experiments.Runs;
using Loschmidt.Studio.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Runs;

/// <summary>Runs: list, watch, compare, look into, start, stop, resume, tag, take home.</summary>
/// <remarks>A run is named in the query or the body, never in the path: a sweep's job has a slash in its name.</remarks>
internal static class RunsEndpoints
{
    private const int MostCompared = 64;

    /// <summary>Maps everything about runs.</summary>
    public static void Map(WebApplication application, StudioOptions options)
    {
        var folder = new RunsFolder(options.Runs);
        var trainings = new Trainings(options, folder);
        var catalog = new RunCatalog(folder, trainings.Possible);
        Read(application, options, folder, catalog);
        Watch(application, folder, catalog);
        Change(application, folder, trainings);
    }

    private static void Read(WebApplication application, StudioOptions options, RunsFolder folder, RunCatalog catalog)
    {
        var courses = new RunCourses();
        application.MapGet("/api/runs", (RequestDelegate)(context => Reply.Json(context, catalog.Read(), RunsJson.Default.RunListing)));
        application.MapGet("/api/runs/compare", (RequestDelegate)(context => Compare(context, folder)));
        application.MapGet("/api/run", (RequestDelegate)(context =>
            Reply.Json(context, RunDetails.Of(Named(context, folder), catalog), RunsJson.Default.RunDocument)));
        application.MapGet("/api/run/course", (RequestDelegate)(context => Reply.Json(
            context,
            courses.Of(Named(context, folder), Asked(context, "metric"), (int)Math.Clamp(Whole(context, "points") ?? 40, 2, 2000)),
            RunsJson.Default.CourseDocument)));
        application.MapGet("/api/run/file", (RequestDelegate)(context =>
            FileReply.Send(context, folder.File(Asked(context, "run"), Asked(context, "path")))));
        application.MapGet("/api/run/theta", (RequestDelegate)(context => Theta(context, folder)));
        application.MapGet("/api/run/export", (RequestDelegate)(context =>
            RunExports.Send(
            context, Named(context, folder), folder, Asked(context, "format"),
            new ExportChoice { Figure = Asked(context, "figure"), Checkpoint = Asked(context, "checkpoint"), Data = options.Data })));
    }

    private static void Watch(WebApplication application, RunsFolder folder, RunCatalog catalog)
    {
        var (watch, tails) = (new RunWatch(folder, catalog), new MetricsTails());
        application.MapGet("/api/runs/events", (RequestDelegate)(context => RunListEvents.Send(context, watch))).AsStream();
        application.MapGet("/api/run/metrics", (RequestDelegate)(context =>
            MetricsEvents.Send(context, tails, Named(context, folder)))).AsStream();
    }

    private static void Change(WebApplication application, RunsFolder folder, Trainings trainings)
    {
        var stops = new RunStops();
        application.MapPost("/api/runs", (RequestDelegate)(async context => await Reply.Json(
            context,
            await trainings.StartAsync(await Body.Json(context, RunsJson.Default.StartRequest).ConfigureAwait(false), context.RequestAborted)
                .ConfigureAwait(false),
            RunsJson.Default.StartedDocument).ConfigureAwait(false)));
        application.MapPost("/api/run/resume", (RequestDelegate)(async context => await Reply.Json(
            context,
            await trainings.ResumeAsync(
                folder.Run((await Body.Json(context, RunsJson.Default.RunRequest).ConfigureAwait(false)).Run), context.RequestAborted)
                .ConfigureAwait(false),
            RunsJson.Default.StartedDocument).ConfigureAwait(false)));
        application.MapPost("/api/run/stop", (RequestDelegate)(async context =>
        {
            var request = await Body.Json(context, RunsJson.Default.RunRequest).ConfigureAwait(false);
            await Reply.Json(context, stops.Stop(folder.Run(request.Run), request.Now), RunsJson.Default.StartedDocument)
                .ConfigureAwait(false);
        }));
        application.MapPost("/api/run/tag", (RequestDelegate)(async context =>
        {
            var request = await Body.Json(context, RunsJson.Default.TagRequest).ConfigureAwait(false);
            var tags = RunTags.Change(folder.Any(request.Run), request.Add ?? [], request.Remove ?? []);
            await Reply.Json(context, new TagsDocument(request.Run!, tags), RunsJson.Default.TagsDocument).ConfigureAwait(false);
        }));
    }

    private static Task Compare(HttpContext context, RunsFolder folder)
    {
        string[] names = [.. context.Request.Query["run"].OfType<string>().Distinct(StringComparer.Ordinal)];
        if (names.Length is < 2 or > MostCompared)
            throw new StudioException($"2 to {MostCompared} runs are compared, not {names.Length}: run=A&run=B");
        var comparison = RunComparison.Of([.. names.Select(folder.Run)]);
        return Reply.Json(
            context, new ComparisonDocument(comparison.Runs, comparison.Settings, comparison.Metrics), RunsJson.Default.ComparisonDocument);
    }

    private static async Task Theta(HttpContext context, RunsFolder folder)
    {
        var (run, step) = (Named(context, folder), Whole(context, "checkpoint"));
        if (Asked(context, "tensor") is not { } tensor)
        {
            await Reply.Json(context, LearnedState.Describe(run, step), RunsJson.Default.ThetaDocument).ConfigureAwait(false);
            return;
        }

        var numbers = LearnedState.Numbers(run, step, tensor, Asked(context, "part") switch
        {
            null or "values" => false,
            "spectrum" => true,
            var other => throw new StudioException($"part is values or spectrum, not '{OneLine.Of(other)}'"),
        });
        context.Response.ContentType = "application/octet-stream";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(numbers, context.RequestAborted).ConfigureAwait(false);
    }

    private static RunFolder Named(HttpContext context, RunsFolder folder) => folder.Run(Asked(context, "run"));

    private static string? Asked(HttpContext context, string key) =>
        context.Request.Query.TryGetValue(key, out var values) && values is [{ Length: > 0 } only] ? only : null;

    private static long? Whole(HttpContext context, string key) => Asked(context, key) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new StudioException($"{key} is a whole number from 0, not '{OneLine.Of(text)}'");
}
