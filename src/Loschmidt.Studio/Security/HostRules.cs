using System.Net;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Security;

/// <summary>Which names this server goes by: a page elsewhere may point a name of its own at this computer, but cannot change what the browser calls it.</summary>
/// <remarks>The port is not looked at, because a tunnel has another one at its near end.</remarks>
internal static class HostRules
{
    /// <summary>Whether a request calls us by a name of ours.</summary>
    public static bool Knows(HttpContext context)
    {
        var host = context.Request.Host.Host;
        var here = context.Connection.LocalIpAddress ?? IPAddress.Loopback;
        here = here.IsIPv4MappedToIPv6 ? here.MapToIPv4() : here;
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return IPAddress.IsLoopback(here);
        if (IsLiteral(host, out var named))
            return named.Equals(here) || (IPAddress.IsLoopback(named) && IPAddress.IsLoopback(here));
        return !IPAddress.IsLoopback(here) && host.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Addresses as browsers write them: four numbers with dots, or brackets around one of the new kind.</summary>
    private static bool IsLiteral(string host, out IPAddress address) =>
        IPAddress.TryParse(host.Trim('[', ']'), out address!)
        && (host.StartsWith('[') ? host == $"[{address}]" : host == address.ToString());
}
