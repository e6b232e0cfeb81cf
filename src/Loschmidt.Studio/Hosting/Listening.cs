using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Loschmidt.Studio.Hosting;

/// <summary>Tells the web server what it listens to and what it puts up with.</summary>
internal static class Listening
{
    /// <summary>Applies address and limits.</summary>
    public static void Configure(KestrelServerOptions kestrel, StudioOptions options, StudioLimits limits)
    {
        kestrel.AddServerHeader = false;

        // Every answer on a connection of its own: what bounds connections bounds everything, and viewers are slow one by one.
        kestrel.Listen(options.Address, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        var most = kestrel.Limits;
        most.MaxConcurrentConnections = limits.Connections;
        most.MaxConcurrentUpgradedConnections = 0;
        most.MaxRequestBodySize = limits.Body;
        most.MaxRequestLineSize = limits.Line;
        most.MaxRequestHeadersTotalSize = limits.Headers;
        most.MaxRequestHeaderCount = limits.HeaderCount;
        most.MaxRequestBufferSize = Math.Max(limits.Line, limits.Waiting);
        most.MaxResponseBufferSize = limits.Waiting;
        most.RequestHeadersTimeout = limits.Asking;
        most.KeepAliveTimeout = limits.Idle;
        most.MinRequestBodyDataRate = new MinDataRate(limits.Sending, limits.Patience);
        most.MinResponseDataRate = new MinDataRate(limits.Reading, limits.Patience);
    }
}
