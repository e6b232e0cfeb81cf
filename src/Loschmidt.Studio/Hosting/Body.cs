using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Hosting;

/// <summary>What a request brings.</summary>
internal static class Body
{
    /// <summary>Reads one JSON document; its size is bounded by the server.</summary>
    /// <exception cref="RefusedException">400: there is none.</exception>
    /// <exception cref="JsonException">It is not of this shape; answered with 400.</exception>
    public static async Task<T> Json<T>(HttpContext context, JsonTypeInfo<T> type)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted).ConfigureAwait(false)
                ?? throw new RefusedException(StatusCodes.Status400BadRequest, "the body is null; a JSON object is expected here");
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            throw new RefusedException(StatusCodes.Status400BadRequest, $"the body cannot be read ({e.Message.TrimEnd('.')})", e);
        }
    }
}
