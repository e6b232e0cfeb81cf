using System.Text;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Studio.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Forms;

/// <summary>What a form for experiments needs: their schema, the presets, and a word on every keystroke.</summary>
internal static class FormsEndpoints
{
    private static readonly Lazy<byte[]> Schema = new(static () => Encoding.UTF8.GetBytes(ExperimentJsonSchema.Text(MachineFactory.Kinds)));

    /// <summary>Maps <c>/api/schema</c>, <c>/api/presets</c>, <c>/api/preset</c>, <c>/api/estimators</c>, <c>/api/validate</c> and <c>/api/edit</c>.</summary>
    public static void Map(WebApplication application, StudioOptions options)
    {
        var examiner = new Examiner();
        application.MapGet("/api/schema", (RequestDelegate)SendSchema);
        application.MapGet("/api/presets", (RequestDelegate)(context =>
            Reply.Json(context, PresetCatalogue.List, FormsJson.Default.PresetList)));
        application.MapGet("/api/preset", (RequestDelegate)(context =>
            Reply.Json(context, PresetCatalogue.Text(context.Request.Query["name"].ToString()), FormsJson.Default.PresetText)));
        application.MapGet("/api/estimators", (RequestDelegate)(context =>
            Reply.Json(context, new EstimatorList(EstimatorRegistry.Names), FormsJson.Default.EstimatorList)));
        application.MapPost("/api/validate", (RequestDelegate)(async context =>
        {
            var request = await Body.Json(context, FormsJson.Default.ValidateRequest).ConfigureAwait(false);
            var answer = await examiner.Examine(request, context.RequestAborted).ConfigureAwait(false);
            await Reply.Json(context, answer, FormsJson.Default.ValidateAnswer).ConfigureAwait(false);
        }));
        application.MapPost("/api/edit", (RequestDelegate)(async context =>
        {
            var request = await Body.Json(context, FormsJson.Default.EditRequest).ConfigureAwait(false);
            var text = YamlEdit.Set(request.Yaml ?? "", Keys(request.Path), request.Value);
            await Reply.Json(context, new EditAnswer(text), FormsJson.Default.EditAnswer).ConfigureAwait(false);
        }));
    }

    private static IReadOnlyList<string> Keys(IReadOnlyList<string>? path) => path is { Count: > 0 } && !path.Contains(null!)
        ? path : throw new RefusedException(StatusCodes.Status400BadRequest, "'path' is a list of keys from the top, such as [\"training\", \"steps\"]");

    private static Task SendSchema(HttpContext context)
    {
        context.Response.ContentType = "application/schema+json; charset=utf-8";
        context.Response.ContentLength = Schema.Value.Length;
        return context.Response.Body.WriteAsync(Schema.Value, context.RequestAborted).AsTask();
    }
}
