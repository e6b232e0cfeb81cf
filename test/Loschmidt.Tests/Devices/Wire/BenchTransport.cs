using System.Text;
using Loschmidt.Devices.Wire;

namespace Loschmidt.Tests.Devices.Wire;

/// <summary>A way to a device within the test, which writes everything down and can die.</summary>
internal sealed class BenchTransport(Func<ISelfTeachingDevice> switchOn) : IWireTransport
{
    private DeviceServer? _server;

    /// <summary>All that passed, both ways.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Called with the number of every exchange: what it returns happens to it.</summary>
    public Func<int, Mishap> Mishaps { get; init; } = static _ => Mishap.None;

    /// <summary>The device that is switched on.</summary>
    public ISelfTeachingDevice? Device { get; private set; }

    public int Exchanges { get; private set; }

    public int Opened { get; private set; }

    public string Place => "bench";

    public void Open(TimeSpan patience)
    {
        Opened++;
        Device = switchOn();
        _server = new DeviceServer(Device);
    }

    public ReadOnlyMemory<byte> Exchange(ReadOnlyMemory<byte> line, TimeSpan patience)
    {
        var server = _server ?? throw new WireException(WireFault.Fault, "it is dead");
        var mishap = Mishaps(Exchanges++);
        if (mishap == Mishap.DiesBefore)
        {
            _server = null;
            throw new WireException(WireFault.Fault, "it died");
        }

        Lines.Add(Encoding.UTF8.GetString(line.Span));
        var reply = server.Answer(line.Span)[..^1].ToArray();
        Lines.Add(Encoding.UTF8.GetString(reply));
        if (mishap == Mishap.DiesAfter)
        {
            _server = null;
            throw new WireException(WireFault.Fault, "it died");
        }

        return mishap switch
        {
            Mishap.WrongId => "{\"id\":987654,\"results\":[]}"u8.ToArray(),
            Mishap.Garbage => "}"u8.ToArray(),
            Mishap.TooMany => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(reply).Replace("\"results\":[", "\"results\":[null,", StringComparison.Ordinal)),
            _ => reply,
        };
    }

    public void Dispose() => _server = null;
}
