using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Runs;

/// <summary>Writes server-sent events to one viewer; a viewer who is slow is waited for, one who never reads is cut off.</summary>
/// <param name="context">The request that is being answered.</param>
internal sealed class EventStream(HttpContext context)
{
    // What is written waits in the sockets' buffers; when not even one event leaves in this time, nobody reads.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

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

    private async Task FlushAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(Patience);
        try
        {
            await _body.FlushAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
            throw;
        }
    }
}
