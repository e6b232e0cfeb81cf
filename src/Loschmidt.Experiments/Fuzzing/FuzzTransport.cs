using Loschmidt.Devices.Wire;

namespace Loschmidt.Experiments.Fuzzing;

/// <summary>A device that answers well, but for one reply.</summary>
internal sealed class FuzzTransport(int spoilt, byte[] reply) : IWireTransport
{
    private DeviceServer _server = new(new FuzzDevice());
    private int _exchanges;

    public string Place => "fuzz";

    public void Open(TimeSpan patience) => _server = new DeviceServer(new FuzzDevice());

    public ReadOnlyMemory<byte> Exchange(ReadOnlyMemory<byte> line, TimeSpan patience) =>
        _exchanges++ == spoilt ? reply : _server.Answer(line.Span).ToArray();

    public void Dispose()
    {
        // Nothing is open.
    }
}
