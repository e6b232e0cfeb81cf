using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Hosting;

/// <summary>Answers of one JSON document.</summary>
internal static class Reply
{
    /// <summary>Writes a document.</summary>
    /// <param name="context">The request.</param>
    /// <param name="document">What to say.</param>
    /// <param name="type">How, from a source-generated context.</param>
    /// <param name="status">HTTP status.</param>
    public static Task Json<T>(HttpContext context, T document, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        var content = JsonSerializer.SerializeToUtf8Bytes(document, type);
        context.Response.ContentLength = content.Length;
        return context.Response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }

    /// <summary>Writes a refusal: <c>{"error":{"message":…}}</c>.</summary>
    public static Task Refuse(HttpContext context, int status, string message) =>
        Json(context, new Refusal(new RefusalText(message)), HostingJson.Default.Refusal, status);
}
