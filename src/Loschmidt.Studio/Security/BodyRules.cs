using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Loschmidt.Studio.Security;

/// <summary>What a request may bring: nothing with GET and HEAD, one JSON document with POST. A form on another page can send neither kind of document.</summary>
internal static class BodyRules
{
    /// <summary>Status and reason for refusing a request's method or body; null where nothing is wrong.</summary>
    public static (int Status, string Message)? Problem(HttpContext context, long most)
    {
        var request = context.Request;
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (!reads && !HttpMethods.IsPost(request.Method))
            return (StatusCodes.Status405MethodNotAllowed, $"the studio answers GET, HEAD and POST, not {request.Method}");
        if (reads)
        {
            return context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true
                ? (StatusCodes.Status400BadRequest, $"{request.Method} brings no body") : null;
        }

        if (request.ContentLength > most)
            return (StatusCodes.Status413PayloadTooLarge, $"the request's body has {request.ContentLength} bytes; {most} are accepted");
        if (request.Headers.ContentEncoding.Count > 0)
            return (StatusCodes.Status415UnsupportedMediaType, "bodies are sent as they are, without a content encoding");
        return IsJson(request) ? null : (StatusCodes.Status415UnsupportedMediaType, "the body's type must be application/json");
    }

    private static bool IsJson(HttpRequest request) =>
        request.Headers.ContentType.Count == 1
        && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && type.Parameters.All(parameter => parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
