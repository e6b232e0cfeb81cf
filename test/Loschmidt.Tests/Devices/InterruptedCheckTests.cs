using Loschmidt.Devices.Checks;
using Loschmidt.Devices.Wire;

namespace Loschmidt.Tests.Devices;

/// <summary>Ctrl-C during a check, which ends the device as well.</summary>
public sealed class InterruptedCheckTests
{
    /// <summary>Mutation: a device that dies of the interruption is reported as one that died by itself.</summary>
    [Fact]
    public void A_device_that_dies_of_the_interruption_gets_no_verdict()
    {
        using var stop = new CancellationTokenSource();
        using var device = new Interrupted(stop);
        Should.Throw<OperationCanceledException>(() => DeviceCheck.Run(device, stop: stop.Token));
    }

    private sealed class Interrupted(CancellationTokenSource stop) : IWireTransport
    {
        public string Place => "here";

        public void Open(TimeSpan patience)
        {
        }

        public ReadOnlyMemory<byte> Exchange(ReadOnlyMemory<byte> line, TimeSpan patience)
        {
            stop.Cancel();
            throw new WireException(WireFault.Fault, "the program ended with exit code 130");
        }

        public void Dispose()
        {
        }
    }
}
