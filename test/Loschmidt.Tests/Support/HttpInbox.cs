using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Loschmidt.Tests.Support;

/// <summary>A small HTTP server on this computer that keeps what it is sent and answers as it is told to.</summary>
internal sealed class HttpInbox : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly Func<Received, (int Status, string Text)> _answer;

    /// <summary>Begins to listen.</summary>
    /// <param name="answer">Status and text for a request; a status of 0 never answers.</param>
    public HttpInbox(Func<Received, (int Status, string Text)> answer)
    {
        _answer = answer;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = Accept();
    }

    public Uri Address { get; }

    /// <summary>What was sent, in order.</summary>
    public IReadOnlyList<Received> Requests => [.. _received];

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
                _ = Serve(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // the test is over
        }
    }

    private async Task Serve(TcpClient connection)
    {
        try
        {
            using (connection)
            {
                var stream = connection.GetStream();
                var request = await Read(stream);
                _received.Enqueue(request);
                var (status, text) = _answer(request);
                if (status == 0)
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                var body = Encoding.UTF8.GetBytes(text);
                await stream.WriteAsync(
                    Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Because\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n"), _stop.Token);
                await stream.WriteAsync(body, _stop.Token);
                connection.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or IOException or SocketException)
        {
            // the other side went away, or the test is over
        }
    }

    private async Task<Received> Read(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 4 || !head[^4..].SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            await stream.ReadExactlyAsync(one, _stop.Token);
            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines[1..].Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"))];
        await stream.ReadExactlyAsync(body, _stop.Token);
        var words = lines[0].Split(' ');
        return new Received(words[0], words[1], headers, body);
    }
}

/// <summary>A request as it came.</summary>
internal sealed record Received(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}
