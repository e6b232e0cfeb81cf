using Loschmidt.Studio.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Scattering;

/// <summary>Digit readers made of linear modes: which there are, and what they answer to a drawing.</summary>
internal static class ScatteringEndpoints
{
    /// <summary>Maps them.</summary>
    public static void Map(WebApplication application, StudioOptions options)
    {
        var shelf = new ReaderShelf(options);
        application.MapGet("/api/scattering/machines", (RequestDelegate)(context =>
            Reply.Json(context, new ReaderList(shelf.List()), ScatteringJson.Default.ReaderList)));
        application.MapGet("/api/scattering/sample", (RequestDelegate)(context =>
            Reply.Json(context, DigitSample.Of(context.Request.Query, options.Data), ScatteringJson.Default.DigitSample)));
        application.MapPost("/api/scattering/answer", (RequestDelegate)(async context =>
        {
            var asked = await Body.Json(context, ScatteringJson.Default.DigitQuestion).ConfigureAwait(false);
            await Reply.Json(context, shelf.Take(asked.Machine ?? "").Answer(asked.Checked(), asked.RingUp), ScatteringJson.Default.DigitAnswer)
                .ConfigureAwait(false);
        }));
    }
}
