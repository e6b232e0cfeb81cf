using System.Text.Json;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Scattering;
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
            var asked = await Read(context).ConfigureAwait(false);
            await Reply.Json(context, shelf.Take(asked.Machine).Answer(asked.Checked(), asked.RingUp), ScatteringJson.Default.DigitAnswer)
                .ConfigureAwait(false);
        }));
    }

    private static async Task<DigitQuestion> Read(HttpContext context)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, ScatteringJson.Default.DigitQuestion, context.RequestAborted)
                .ConfigureAwait(false) ?? throw new StudioException("a question is {\"machine\": …, \"image\": [64 numbers from 0 to 1]}, not null");
        }
        catch (JsonException e)
        {
            throw new StudioException($"a question is {{\"machine\": …, \"image\": [64 numbers from 0 to 1]}}: {e.Path} of it cannot be read", e);
        }
    }
}
