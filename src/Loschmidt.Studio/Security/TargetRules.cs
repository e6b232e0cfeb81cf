using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Loschmidt.Studio.Security;

/// <summary>Which words after the method are an address of the studio.</summary>
/// <remarks>
/// Our own paths have no escapes, and names of runs travel in the query. So whatever a decoder, a second decoder or a file system might read
/// differently is no path at all, and nothing has to be undone before it is judged.
/// </remarks>
internal static class TargetRules
{
    /// <summary>What is wrong with a request's target as it came over the wire; null where nothing is.</summary>
    public static string? Problem(HttpContext context)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.AsSpan();
        var question = raw.IndexOf('?');
        var path = question < 0 ? raw : raw[..question];
        if (path is not ['/', ..])
            return "the request's target is not a path of this server";
        foreach (var c in path)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('/' or '-' or '_' or '.' or '~' or '@'))
                return "paths of the studio have letters, digits and -_.~@ alone; names of runs belong into the query";
        }

        var names = path[1..];
        foreach (var range in names.Split('/'))
        {
            if (names[range] is "." or ".." || (names[range].IsEmpty && range.End.Value != names.Length))
                return "paths of the studio have no empty, '.' or '..' parts";
        }

        return raw.Contains("%00", StringComparison.Ordinal) ? "the query holds a NUL character" : null;
    }
}
