using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Loschmidt.Studio.Forms;

/// <summary>Reads what a request brings, within bounds.</summary>
internal static class RequestBody
{
    // An experiment's text of the most characters that its reader takes, each written as an escape of six.
    private const long MostBytes = 7L << 20;

    /// <summary>One JSON document.</summary>
    /// <exception cref="BadHttpRequestException">It is none, of another shape, or larger than any experiment.</exception>
    public static async Task<T> Read<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = Math.Min(limit.MaxRequestBodySize ?? MostBytes, MostBytes);
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted).ConfigureAwait(false)
                ?? throw new BadHttpRequestException("the request's body is null; a JSON object is expected");
        }
        catch (JsonException fault)
        {
            var where = fault.LineNumber is { } line ? $", line {line + 1}" : "";
            throw new BadHttpRequestException($"the request's body is not the JSON that is expected here ({fault.Path ?? "$"}{where})", fault);
        }
    }

    /// <summary>A list that may not be empty.</summary>
    /// <exception cref="BadHttpRequestException">It is.</exception>
    public static IReadOnlyList<T> Required<T>(IReadOnlyList<T>? list, string name) =>
        list is { Count: > 0 } && !list.Contains(default!) ? list : throw new BadHttpRequestException($"'{name}' is a list of at least one entry");
}
