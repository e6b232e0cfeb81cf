using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Hosting;

/// <summary><c>GET /api/about</c>: what is running here; the shortest answer there is.</summary>
internal static class AboutEndpoints
{
    /// <summary>Maps it.</summary>
    public static void Map(WebApplication application, StudioOptions options)
    {
        var version = typeof(AboutEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var about = new About("loschmidt", version.Split('+')[0], options.Pages is not null, options.Self is not null);
        application.MapGet("/api/about", (RequestDelegate)(context => Reply.Json(context, about, HostingJson.Default.About)));
    }
}
