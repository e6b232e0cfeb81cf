using System.Net;
using System.Net.Sockets;

namespace Loschmidt.Devices.Wire;

/// <summary>A device behind a port of this computer: one trainer at a time, whoever else comes is told that it is busy.</summary>
public sealed class TcpDeviceHost : IDisposable
{
    private readonly DeviceServer _server;
    private readonly TcpListener _listener;
    private TcpClient? _served;

    /// <summary>Begins to listen, on 127.0.0.1 alone.</summary>
    /// <param name="server">The device's end.</param>
    /// <param name="port">The port; 0 takes one that is free.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public TcpDeviceHost(DeviceServer server, int port)
    {
        ArgumentNullException.ThrowIfNull(server);
        _server = server;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
    }

    /// <summary>The port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Serves until it is cancelled.</summary>
    public void Run(CancellationToken cancellation)
    {
        using var stop = cancellation.Register(Dispose);
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                var client = _listener.AcceptTcpClient();
                client.NoDelay = true;
                if (Interlocked.CompareExchange(ref _served, client, null) is null)
                {
                    new Thread(() => Serve(client)) { IsBackground = true, Name = "device" }.Start();
                }
                else
                {
                    Refuse(client);
                }
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was closed: that is how it is stopped.
            if (!cancellation.IsCancellationRequested && end is SocketException { SocketErrorCode: not SocketError.OperationAborted and not SocketError.Interrupted })
            {
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Stop();
        Volatile.Read(ref _served)?.Dispose();
    }

    private static void Refuse(TcpClient client)
    {
        using (client)
        {
            try
            {
                var busy = new WireException(WireFault.Busy, "this device serves another trainer");
                client.GetStream().Write(new WireWriter().Write(new WireReply(null, null, [], busy)).Span);
            }
            catch (IOException)
            {
                // Gone before it heard.
            }
        }
    }

    private void Serve(TcpClient client)
    {
        try
        {
            using var stream = client.GetStream();
            _server.Serve(stream, stream);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The trainer left; the device keeps its state and waits for the next.
        }
        finally
        {
            client.Dispose();
            Volatile.Write(ref _served, null);
        }
    }
}
