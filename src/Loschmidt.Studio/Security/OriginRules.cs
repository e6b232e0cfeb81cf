using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Security;

/// <summary>Which pages may ask: our own. Programs that are no browsers say nothing about pages, and may ask too.</summary>
internal static class OriginRules
{
    private const string Programming = "/api";

    /// <summary>Whether a request is of a page of ours, or of no page.</summary>
    public static bool Allows(HttpRequest request)
    {
        if (request.Headers.Origin is { Count: > 0 } origin && !Is(origin, $"http://{request.Host}"))
            return false;
        if (!request.Headers.TryGetValue("Sec-Fetch-Site", out var site))
            return true;

        // Somebody else's page may link to ours, as a course's page does; it can neither read what it links to nor act by it.
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return Is(site, "same-origin") || (reads && (Is(site, "none") || !request.Path.StartsWithSegments(Programming, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool Is(Microsoft.Extensions.Primitives.StringValues values, string expected) =>
        values.Count == 1 && string.Equals(values[0], expected, StringComparison.OrdinalIgnoreCase);
}
