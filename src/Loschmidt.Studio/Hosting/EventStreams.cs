using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Hosting;

/// <summary>Marks answers without an end, such as server-sent events and fields that go on: they are counted, and ended when the studio stops.</summary>
internal static class EventStreams
{
    /// <summary>Says of an endpoint that it answers until its reader goes; its handler ends when <see cref="HttpContext.RequestAborted"/> is cancelled.</summary>
    public static TBuilder AsStream<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(Mark.Only);

    /// <summary>Whether the endpoint that was chosen for a request is marked.</summary>
    public static bool IsStream(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Mark>() is not null;

    private sealed class Mark
    {
        public static readonly Mark Only = new();
    }
}
