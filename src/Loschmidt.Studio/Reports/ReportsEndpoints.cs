using Loschmidt.Studio.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Reports;

/// <summary>Opens results that lie in the runs folder.</summary>
internal static class ReportsEndpoints
{
    /// <summary>Maps <c>/api/tolerances</c> and <c>/api/tolerance</c>.</summary>
    public static void Map(WebApplication application, StudioOptions options)
    {
        application.MapGet("/api/tolerances", (RequestDelegate)(context =>
            Reply.Json(context, ToleranceMaps.List(options.Runs), ReportsJson.Default.ToleranceMapList)));
        application.MapGet("/api/tolerance", (RequestDelegate)(context => Reply.Json(
            context, ToleranceMaps.Read(options.Runs, context.Request.Query["map"].ToString()), ReportsJson.Default.ToleranceResult)));
    }
}
