using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Loschmidt.Studio.Hosting;

/// <summary>Files of runs: anybody may have written them, so a browser is to keep them apart from the studio's own pages.</summary>
internal static class FileReply
{
    private const string Alone = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:";

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = "text/csv; charset=utf-8",
        [".gif"] = "image/gif",
        [".html"] = "text/html; charset=utf-8",
        [".json"] = "application/json; charset=utf-8",
        [".jsonl"] = "application/x-ndjson; charset=utf-8",
        [".md"] = "text/plain; charset=utf-8",
        [".png"] = "image/png",
        [".svg"] = "image/svg+xml; charset=utf-8",
        [".txt"] = "text/plain; charset=utf-8",
        [".yaml"] = "text/plain; charset=utf-8",
    };

    /// <summary>Sends a file as an attachment; as a picture in a page it is shown all the same.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">The file, from <see cref="Security.RunPath"/>.</param>
    /// <param name="name">Under which name it is saved; null means its own.</param>
    public static Task Send(HttpContext context, string path, string? name = null)
    {
        Head(context, name ?? Path.GetFileName(path));
        var length = new FileInfo(path).Length; // a live run's files grow while they are sent
        context.Response.ContentLength = length;
        return context.Response.SendFileAsync(path, 0, length, context.RequestAborted);
    }

    /// <summary>The headers alone, for files that are made while they are sent.</summary>
    public static void Head(HttpContext context, string name)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        var headers = context.Response.Headers;
        headers.ContentType = Types.GetValueOrDefault(Path.GetExtension(name), "application/octet-stream");
        headers.ContentDisposition = disposition.ToString();
        headers.ContentSecurityPolicy = Alone;
        headers.CacheControl = "no-store";
    }
}
