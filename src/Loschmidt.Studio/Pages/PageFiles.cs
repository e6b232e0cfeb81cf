using Loschmidt.Studio.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Loschmidt.Studio.Pages;

/// <summary>Serves the built pages; every path that is no file is the one page, which reads its address itself.</summary>
internal static class PageFiles
{
    private const string Start = "index.html";

    /// <summary>Maps files and the one page.</summary>
    public static void Map(WebApplication application, StudioOptions options)
    {
        if (options.Pages is not { } folder)
        {
            application.MapFallback((RequestDelegate)(context => Reply.Refuse(
                context, StatusCodes.Status503ServiceUnavailable, "the pages are not built: install Node.js 20 and start the studio again")));
            return;
        }

        var files = new PhysicalFileProvider(folder);
        application.UseStaticFiles(new StaticFileOptions { FileProvider = files, ContentTypeProvider = new FileExtensionContentTypeProvider() });
        application.MapFallback("{*path:nonfile}", (RequestDelegate)(context => SendStart(context, Path.Combine(folder, Start))));
    }

    private static Task SendStart(HttpContext context, string path)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        return context.Response.SendFileAsync(path, context.RequestAborted);
    }
}
