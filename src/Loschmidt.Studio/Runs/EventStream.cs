using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Runs;

/// <summary>Writes server-sent events to one viewer, who is waited for when he is slow; the server cuts off those who never read.</summary>
/// <param name="context">The request that is being answered.</param>
internal sealed class EventStream(HttpContext context)
{
    private readonly PipeWriter _body = context.Response.BodyWriter;

    /// <summary>Begins: headers, and how soon a viewer who lost the connection comes back.</summary>
    public Task BeginAsync()
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        _body.Write("retry: 1000\n\n"u8);
        return FlushAsync();
    }

    /// <summary>Sends an event.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="id">What the viewer brings back to go on behind it; null leaves that as it is.</param>
    /// <param name="data">Lines, each ended by a line feed but perhaps the last; copied before this returns.</param>
    public Task SendAsync(string name, string? id, ReadOnlySpan<byte> data)
    {
        _body.Write(Encoding.UTF8.GetBytes(id is null ? $"event: {name}\n" : $"id: {id}\nevent: {name}\n"));
        while (data.Length > 0)
        {
            var end = data.IndexOf((byte)'\n');
            _body.Write("data: "u8);
            _body.Write(end < 0 ? data : data[..end]);
            _body.Write("\n"u8);
            data = end < 0 ? [] : data[(end + 1)..];
        }

        _body.Write("\n"u8);
        return FlushAsync();
    }

    /// <summary>Says that the server is there, in an event that no page hears.</summary>
    public Task BeatAsync()
    {
        _body.Write(": beat\n\n"u8);
        return FlushAsync();
    }

    private async Task FlushAsync() => await _body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
}
