using System.Net;
using System.Net.Sockets;

namespace Loschmidt.Devices.Wire;

/// <summary>A device behind a port of this computer.</summary>
public sealed class TcpTransport : StreamTransport
{
    private readonly IPEndPoint _end;
    private TcpClient? _client;

    /// <summary>Prepares to connect.</summary>
    /// <param name="port">The port, on 127.0.0.1.</param>
    public TcpTransport(int port) => _end = new IPEndPoint(IPAddress.Loopback, port);

    /// <inheritdoc/>
    public override string Place => $"tcp://{_end}";

    private protected override (Stream Input, Stream Output) Connect(TimeSpan patience)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            using var late = new CancellationTokenSource(patience);
            client.ConnectAsync(_end, late.Token).AsTask().GetAwaiter().GetResult();
            _client = client;
            var stream = client.GetStream();
            return (stream, stream);
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            client.Dispose();
            throw new WireException(WireFault.Fault, $"nobody answers at {Place}: {fault.Message}; is the device switched on?", innerException: fault);
        }
    }

    private protected override void Abort() => _client?.Close();

    private protected override void Disconnect()
    {
        _client?.Dispose();
        _client = null;
    }
}
