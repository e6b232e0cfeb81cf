namespace Loschmidt.Devices.Wire;

/// <summary>A device behind a web server on this computer: every line is a POST to <c>/loschmidt</c>.</summary>
public sealed class HttpTransport : IWireTransport
{
    private readonly HttpClient _client;
    private readonly Uri _target;

    /// <summary>Prepares to connect.</summary>
    /// <param name="port">The port, on 127.0.0.1.</param>
    public HttpTransport(int port)
    {
        _target = new Uri($"http://127.0.0.1:{port}/loschmidt");
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
        {
            MaxResponseContentBufferSize = WireLimits.Line + 2,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <inheritdoc/>
    public string Place => _target.ToString();

    /// <inheritdoc/>
    public void Open(TimeSpan patience)
    {
        // Every line brings its own connection, or uses one that is open.
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Exchange(ReadOnlyMemory<byte> line, TimeSpan patience)
    {
        using var late = new CancellationTokenSource(patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _target) { Content = new ReadOnlyMemoryContent(line) };
            request.Content.Headers.ContentType = new("application/json");
            using var response = _client.Send(request, HttpCompletionOption.ResponseContentRead, late.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw new WireException(WireFault.Fault, $"the web server answers {(int)response.StatusCode} {response.ReasonPhrase}");
            }

            using var stream = response.Content.ReadAsStream(late.Token);
            var reply = new byte[stream.Length];
            stream.ReadExactly(reply);
            return OneLine(reply);
        }
        catch (OperationCanceledException fault)
        {
            throw new WireException(WireFault.Fault, $"no answer within {patience.TotalSeconds:0.###} s", innerException: fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new WireException(WireFault.Fault, fault.Message.ReplaceLineEndings(" "), innerException: fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static ReadOnlyMemory<byte> OneLine(byte[] reply)
    {
        var end = reply.AsSpan().TrimEnd("\r\n"u8).Length;
        return reply.AsSpan(0, end).Contains((byte)'\n')
            ? throw new WireException(WireFault.Fault, "it sent a line that nobody asked for")
            : reply.AsMemory(0, end);
    }
}
