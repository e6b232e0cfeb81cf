using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Loschmidt.Tests.Support;

/// <summary>A small HTTP server on this computer that serves files, badly where told to, and remembers what was asked.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, Served> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Asked> _asked = new();
    private long _sent;

    public FileServer()
    {
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = Accept();
    }

    public Uri Address { get; }

    public IReadOnlyList<Asked> Requests => [.. _asked];

    /// <summary>Bytes of content sent so far.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Serves a file from now on.</summary>
    public Uri Serve(string path, Served file)
    {
        _files["/" + path] = file;
        return new Uri(Address, path);
    }

    /// <summary>Ends every silence.</summary>
    public void Release() => _released.TrySetResult();

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Answer(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // the test is over
        }
    }

    private async Task Answer(TcpClient connection)
    {
        try
        {
            using (connection)
            {
                await Answer(connection.GetStream());
                connection.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or IOException or SocketException)
        {
            // the other side went away, or the test is over
        }
    }

    private async Task Answer(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var path = (await reader.ReadLineAsync(_stop.Token) ?? "").Split(' ').ElementAtOrDefault(1) ?? "";
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':');
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        var asked = new Asked(path, headers.GetValueOrDefault("Range"), headers.GetValueOrDefault("If-Range"));
        var number = _asked.Count(other => other.Path == path);
        _asked.Enqueue(asked);
        await Answer(stream, asked, number, _files.GetValueOrDefault(path) ?? new Served([]) { Status = 404 });
    }

    private async Task Answer(NetworkStream stream, Asked asked, int number, Served file)
    {
        if (file.Silence == -1)
            await _released.Task.WaitAsync(_stop.Token);
        var from = file is { Ranges: true, Status: 200 } && asked.Range is { } range
            && (asked.IfRange is null || asked.IfRange == file.ETag)
            ? int.Parse(range.AsSpan("bytes=".Length).TrimEnd('-')) : 0;
        var isPart = from > 0;
        var header = new StringBuilder($"HTTP/1.1 {(isPart ? 206 : file.Status)} Because\r\nConnection: close\r\n");
        if (file.SaysLength)
            header.Append($"Content-Length: {file.Content.Length - from}\r\n");
        if (isPart)
            header.Append($"Content-Range: bytes {from}-{file.Content.Length - 1}/{file.Content.Length}\r\n");
        if (file.ETag is not null)
            header.Append($"ETag: {file.ETag}\r\n");
        if (file.Location is not null)
            header.Append($"Location: {file.Location}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(header.Append("\r\n").ToString()), _stop.Token);

        var end = number < file.Cuts.Length ? Math.Min(from + file.Cuts[number], file.Content.Length) : file.Content.Length;
        if (file.Silence is { } silence && silence >= from && silence < end)
        {
            await Send(stream, file.Content.AsMemory(from, silence - from));
            await _released.Task.WaitAsync(_stop.Token);
            from = silence;
        }

        await Send(stream, file.Content.AsMemory(from, end - from));
    }

    private async Task Send(NetworkStream stream, ReadOnlyMemory<byte> bytes)
    {
        await stream.WriteAsync(bytes, _stop.Token);
        Interlocked.Add(ref _sent, bytes.Length);
    }
}
