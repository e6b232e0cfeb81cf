using System.Net;
using System.Net.Sockets;
using Loschmidt.Devices.Wire;

namespace Loschmidt.Tests.Devices.Wire;

/// <summary>A port behind which everything is written down before it is passed on to another port.</summary>
internal sealed class RecordingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly MemoryStream _record = new();
    private readonly Thread _thread;

    public RecordingProxy(int devicePort)
    {
        _listener.Start();
        _thread = new Thread(() =>
        {
            using var trainer = _listener.AcceptTcpClient();
            using var device = new TcpTransport(devicePort);
            using var stream = trainer.GetStream();
            try
            {
                new DeviceRecorder(device, _record).Run(stream, stream);
            }
            catch (IOException)
            {
                // The trainer has left.
            }
        })
        { IsBackground = true };
        _thread.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What passed, once the trainer has left.</summary>
    public byte[] Recording()
    {
        _thread.Join(TimeSpan.FromSeconds(10)).ShouldBeTrue("the trainer did not leave");
        return _record.ToArray();
    }

    public void Dispose() => _listener.Stop();
}
