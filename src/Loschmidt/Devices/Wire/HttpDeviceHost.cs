using System.Net;

namespace Loschmidt.Devices.Wire;

/// <summary>A device behind a web server of its own on this computer: POST to <c>/loschmidt</c>, one or more lines a body, as many lines back.</summary>
public sealed class HttpDeviceHost : IDisposable
{
    private readonly DeviceServer _server;
    private readonly HttpListener _listener = new();

    /// <summary>Begins to listen, on 127.0.0.1 alone.</summary>
    /// <param name="server">The device's end.</param>
    /// <param name="port">The port.</param>
    /// <exception cref="HttpListenerException">The port is taken.</exception>
    public HttpDeviceHost(DeviceServer server, int port)
    {
        ArgumentNullException.ThrowIfNull(server);
        (_server, Port) = (server, port);
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
    }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>Serves until it is cancelled, one request after another.</summary>
    public void Run(CancellationToken cancellation)
    {
        using var stop = cancellation.Register(_listener.Close);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                Serve(_listener.GetContext());
            }
            catch (Exception end) when (end is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                if (!_listener.IsListening)
                {
                    return; // closed: that is how it is stopped
                }
            }
            catch (IOException)
            {
                // The caller left before its answer; it asks again.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private void Serve(HttpListenerContext context)
    {
        var (request, response) = (context.Request, context.Response);
        // A page in a browser of this computer could post here too; browsers say where they come from, trainers do not.
        var fault = request.Url?.AbsolutePath != "/loschmidt" ? HttpStatusCode.NotFound
            : request.HttpMethod != "POST" ? HttpStatusCode.MethodNotAllowed
            : request.Headers["Origin"] is not null ? HttpStatusCode.Forbidden
            : HttpStatusCode.OK;
        response.StatusCode = (int)fault;
        using var body = response.OutputStream;
        if (fault == HttpStatusCode.OK)
        {
            response.ContentType = "application/json; charset=utf-8";
            using var replies = new MemoryStream();
            _server.Serve(request.InputStream, replies);
            response.ContentLength64 = replies.Length;
            replies.Position = 0;
            replies.CopyTo(body);
        }
    }
}
