using Loschmidt.Experiments.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Loschmidt.Studio.Runs;

/// <summary>Sends files of a run: those that its folder lists, links left out, and nothing else.</summary>
internal static class RunFiles
{
    // Pages and pictures of a run may come from anywhere: they run in an origin of their own and reach nothing.
    private const string Sealed =
        "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".html"] = "text/html; charset=utf-8",
        [".json"] = "application/json; charset=utf-8",
        [".jsonl"] = "text/plain; charset=utf-8",
        [".yaml"] = "text/plain; charset=utf-8",
        [".csv"] = "text/csv; charset=utf-8",
    };

    /// <summary>The file of a path, absolute.</summary>
    /// <param name="folder">A run.</param>
    /// <param name="path">Relative to it, with slashes.</param>
    /// <exception cref="RunException">The run has no such file.</exception>
    public static string Find(RunFolder folder, string path) => folder.Files().Any(file => file.Path == path)
        ? Path.Combine(folder.FullPath, path)
        : throw new RunException(RunsFolder.Shown(folder.Address), $"has no file '{OneLine.Of(path)}'; its page lists them");

    /// <summary>Sends a file.</summary>
    /// <param name="context">The request; <c>download</c> in its query offers the file for keeping.</param>
    /// <param name="folder">A run.</param>
    /// <param name="path">Relative to it.</param>
    public static Task Send(HttpContext context, RunFolder folder, string path)
    {
        var file = Find(folder, path);
        var response = context.Response;
        response.ContentType = Types.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream");
        response.Headers.CacheControl = "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = Sealed;
        if (context.Request.Query.ContainsKey("download"))
            Offer(response, $"{folder.Name}-{path.Replace('/', '-')}");
        return SendStream(context, Open(file));
    }

    /// <summary>Sends a stream, which is closed then.</summary>
    public static async Task SendStream(HttpContext context, FileStream stream)
    {
        await using (stream.ConfigureAwait(false))
        {
            await stream.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    /// <summary>Tells the browser to keep what comes under a name.</summary>
    public static void Offer(HttpResponse response, string name)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        response.Headers.ContentDisposition = disposition.ToString();
    }

    // A training may be writing it, and replace or remove it meanwhile.
    private static FileStream Open(string file) => new(
        file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.Asynchronous);
}
