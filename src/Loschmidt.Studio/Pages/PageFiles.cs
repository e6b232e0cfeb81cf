using System.Net;
using System.Text;
using Loschmidt.Studio.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Pages;

/// <summary>Serves the built pages; every path that is no file is the one page, which reads its address itself.</summary>
/// <remarks>All files are read when the server starts and looked up by name: no request is ever turned into a path of the disk.</remarks>
internal static class PageFiles
{
    private const string Start = "/index.html";
    private const string Forever = "private, max-age=31536000, immutable";

    /// <summary>Maps files and the one page, or the page that says why there are none.</summary>
    public static void Map(WebApplication application, StudioOptions options)
    {
        var pages = options.Pages is { } folder ? Read(folder) : new() { [Start] = Without(options.WithoutPages) };
        var status = options.Pages is null ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        application.MapFallback("{*path}", (RequestDelegate)(context => Send(context, pages, status)));
    }

    private static Dictionary<string, Page> Read(string folder)
    {
        var pages = new Dictionary<string, Page>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var path = "/" + Path.GetRelativePath(folder, file).Replace('\\', '/');
            pages[path] = new Page(path, File.ReadAllBytes(file));
        }

        return pages;
    }

    private static Task Send(HttpContext context, Dictionary<string, Page> pages, int status)
    {
        var path = context.Request.Path.Value!;
        if (path == "/api" || path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase))
            return Reply.Refuse(context, StatusCodes.Status404NotFound, $"there is no {path} here");
        if (HttpMethods.IsPost(context.Request.Method))
            return Reply.Refuse(context, StatusCodes.Status405MethodNotAllowed, "pages are read, not written to");
        if (!pages.TryGetValue(path, out var page))
        {
            if (path.AsSpan(path.LastIndexOf('/')).Contains('.'))
                return Reply.Refuse(context, StatusCodes.Status404NotFound, $"there is no {path} here");
            page = pages[Start];
        }

        return Send(context, page, status);
    }

    private static Task Send(HttpContext context, Page page, int status)
    {
        var (content, coding) = page.For(context.Request.Headers.AcceptEncoding);
        var (answer, tag) = (context.Response, $"\"{page.Tag}{(coding is null ? "" : "-" + coding)}\"");
        answer.Headers.ETag = tag;
        answer.Headers.Vary = "Accept-Encoding";
        answer.Headers.CacheControl = page.NamedByContent ? Forever : "no-cache";
        if (status == StatusCodes.Status200OK && context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            answer.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        answer.StatusCode = status;
        answer.ContentType = page.Type;
        answer.ContentLength = content.Length;
        answer.Headers.ContentEncoding = coding;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : answer.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }

    private static Page Without(string? reason) => new(Start, Encoding.UTF8.GetBytes($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
        <title>Loschmidt studio</title>
        <style>body {"{"} font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem {"}"}</style>
        </head>
        <body>
        <h1>The studio runs, without its pages</h1>
        <p>{WebUtility.HtmlEncode(reason ?? "They were not built.")}</p>
        <p>Everything else works: the command line, and the programming interface under <a href="/api/about">/api</a>.</p>
        </body>
        </html>

        """));
}
