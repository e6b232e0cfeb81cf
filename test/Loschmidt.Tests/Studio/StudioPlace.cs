using System.Text;
using Loschmidt.Studio;
using Loschmidt.Studio.Hosting;
using Loschmidt.Studio.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Tests.Studio;

/// <summary>A studio on a free port of this computer, with a run, a sweep, pages, and things outside that nobody may see.</summary>
public sealed class StudioPlace : IAsyncDisposable
{
    public const string Run = "20260101-120000-ring-1-ab12";
    public const string Job = "20260101-130000-sweep-ring-cd34/20260101-130001-ring-1-ef56";
    public const string Secret = "nobody may read this";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("loschmidt-studio-");
    private StudioHost? _host;

    public StudioPlace()
    {
        var run = Directory.CreateDirectory(Path.Combine(Runs, Run, "figures")).Parent!.FullName;
        var job = Directory.CreateDirectory(Path.Combine(Runs, Job.Replace("/", "/jobs/", StringComparison.Ordinal))).FullName;
        File.WriteAllText(Path.Combine(run, "experiment.yaml"), "name: ring\n");
        File.WriteAllText(Path.Combine(job, "experiment.yaml"), "name: job\n");
        File.WriteAllText(Path.Combine(Runs, Job.Split('/')[0], "sweep.yaml"), "name: s\n");
        File.WriteAllText(Path.Combine(run, "figures", "cost.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        File.WriteAllText(Path.Combine(run, ".hidden"), Secret);
        File.WriteAllText(Path.Combine(run, "metrics.jsonl.tmp-123"), Secret);

        var outside = Directory.CreateDirectory(Path.Combine(_root.FullName, "outside")).FullName;
        File.WriteAllText(Path.Combine(outside, "experiment.yaml"), Secret);
        File.WriteAllText(Path.Combine(_root.FullName, "secret.txt"), Secret);
        File.CreateSymbolicLink(Path.Combine(run, "link-out.txt"), Path.Combine(_root.FullName, "secret.txt"));
        File.CreateSymbolicLink(Path.Combine(run, "link-up.txt"), "../../secret.txt");
        Directory.CreateSymbolicLink(Path.Combine(run, "link-folder"), outside);
        File.CreateSymbolicLink(Path.Combine(run, "link-inside.yaml"), "experiment.yaml");
        File.CreateSymbolicLink(Path.Combine(run, "link-circle"), "link-circle");
        Directory.CreateSymbolicLink(Path.Combine(Runs, "outside-link"), outside);

        Directory.CreateDirectory(Path.Combine(Pages, "assets"));
        File.WriteAllText(Path.Combine(Pages, "index.html"), "<!doctype html><title>studio</title>" + new string('x', 2000));
        File.WriteAllText(Path.Combine(Pages, "assets", "index-abc.js"), "console.log(1);\n" + new string(' ', 4000));
    }

    public string Runs => Path.Combine(_root.FullName, "runs");

    public string Pages => Path.Combine(_root.FullName, "pages");

    /// <summary>Starts it, or another one beside it.</summary>
    internal async Task<StudioHost> Start(Func<StudioOptions, StudioOptions>? change = null, StudioLimits? limits = null)
    {
        var options = new StudioOptions { Runs = Runs, Port = 0, Pages = Pages };
        return await StudioHost.StartAsync(
            change?.Invoke(options) ?? options, limits ?? new StudioLimits(), application => Map(application, Runs), TestContext.Current.CancellationToken);
    }

    /// <summary>The one that tests share.</summary>
    internal async Task<StudioHost> Shared() => _host ??= await Start();

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        _root.Delete(recursive: true);
    }

    /// <summary>Endpoints that read a file, take a document, go on for ever, and fail.</summary>
    private static void Map(WebApplication application, string runs)
    {
        application.MapGet("/api/test/file", (RequestDelegate)(context =>
            FileReply.Send(context, RunPath.File(runs, context.Request.Query["run"], context.Request.Query["path"]))));
        application.MapPost("/api/test/echo", (RequestDelegate)(async context =>
            await Reply.Json(context, await Body.Json(context, HostingJson.Default.About), HostingJson.Default.About)));
        application.MapGet("/api/test/fail", (RequestDelegate)(_ => throw new InvalidOperationException("broken")));
        application.MapGet("/api/test/stream", (RequestDelegate)(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.WriteAsync("data: begun\n\n"u8.ToArray(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        })).AsStream();
        application.MapGet("/api/test/flood", (RequestDelegate)(async context =>
        {
            var much = Encoding.ASCII.GetBytes(new string('x', 1 << 16));
            while (true)
                await context.Response.Body.WriteAsync(much, context.RequestAborted);
        })).AsStream();
    }
}
