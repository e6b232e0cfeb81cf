using Loschmidt.Devices;
using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;
using Loschmidt.Graphs;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Devices.Wire;

/// <summary>A device that is loaded and listened to over the wire hears what it hears here.</summary>
public sealed class HostUpdatedServerTests
{
    private static readonly RingSettings Settings = new() { Sites = 8, Duration = 1, Steps = 10, InputSites = [0, 3], OutputSites = [2, 5] };

    /// <summary>Mutation: the sign of the injection, or a target that comes after the sample was prepared and is not heard.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_echo_over_the_wire_leaves_the_momenta_of_an_echo_here(bool oneLine)
    {
        var here = (IReverses)MachineFactory.Build(Settings, Precision.Double, 1);
        var device = new SimulatedDevice(MachineFactory.Build(Settings, Precision.Double, 1));
        var theta = here.Learning.Theta.ToArray();
        theta[0] += 0.1;
        using var client = new DeviceClient(new Direct(DeviceServer.Of(device, "ring", here.Learning.Theta)));
        client.About.ParameterCount.ShouldBe(theta.Length);
        client.Ask(WireAction.Load(theta), WireAction.Theta)[1].Numbers.ShouldBe(theta);
        double[] input = [1, -0.5], target = [0.5, 0];
        WireAction[] way =
        [
            WireAction.Prepare(input), WireAction.Evolve, WireAction.Inject(target, 0.01), WireAction.Reverse, WireAction.Evolve, WireAction.Reverse,
            WireAction.Listen,
        ];
        var heard = oneLine ? client.Ask(way)[^1].Numbers! : way.Select(verb => client.Ask(verb)[0]).ToArray()[^1].Numbers!;

        var sample = new Batch(2, 2, here.Lanes) { Active = 1 };
        for (var k = 0; k < 2; k++)
        {
            (sample.Inputs[k * here.Lanes], sample.Targets[k * here.Lanes]) = (input[k], target[k]);
        }

        theta.CopyTo(here.Learning.Theta);
        here.Prepare(sample);
        here.Evolve();
        here.Reverse();
        here.Nudge(-0.01);
        here.Return();
        here.Reverse();
        heard.ShouldBe(here.Learning.Pi.ToArray());
        heard.Max(Math.Abs).ShouldBeGreaterThan(1e-6);
    }

    private sealed class Direct(DeviceServer server) : IWireTransport
    {
        public string Place => "direct";

        public void Open(TimeSpan patience)
        {
        }

        public ReadOnlyMemory<byte> Exchange(ReadOnlyMemory<byte> line, TimeSpan patience) => server.Answer(line.Span).ToArray();

        public void Dispose()
        {
        }
    }
}
