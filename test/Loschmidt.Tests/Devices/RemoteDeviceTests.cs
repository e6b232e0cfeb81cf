using Loschmidt.Devices;
using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Execution;
using Loschmidt.Gradients;
using Loschmidt.Graphs;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Devices;

/// <summary>A host-updated device behind a wire gives what the machine behind it gives.</summary>
public sealed class RemoteDeviceTests
{
    private static readonly RingSettings Ring = new() { Sites = 16, Steps = 20, InputSites = [0, 5], OutputSites = [2, 7] };

    /// <summary>Mutations: a nudge of the wrong sign; π not turned round with a reversal that is not sent yet; θ not loaded anew; an aim that comes too late.</summary>
    [Fact]
    public void An_echo_over_the_wire_hears_what_an_echo_on_the_table_hears()
    {
        var inner = GraphMachines.Build<double>(Ring, 1);
        using var remote = new RemoteDevice(new DeviceClient(new InProcess(inner)), labels: false);
        var machine = DeviceMachine.Of(remote, null);
        var table = DeviceMachine.Of(new SimulatedDevice(GraphMachines.Build<double>(Ring, 1)), null);
        remote.Theta.CopyTo(machine.Learning.Theta);
        remote.Theta.CopyTo(table.Learning.Theta);
        machine.Learning.Theta[3] += 0.1;
        table.Learning.Theta[3] += 0.1;
        var batch = new Batch(2, 2, 1) { Active = 1 };
        (batch.Inputs[0], batch.Inputs[1], batch.Targets[0], batch.Targets[1]) = (0.8, -0.5, 0.3, -0.2);
        double[] wire = new double[machine.Parameters.Count], seen = new double[machine.Parameters.Count];
        var echo = new EchoEstimator(1e-3);
        echo.Estimate(machine, batch, wire);
        echo.Estimate(table, batch, seen);
        Fidelity.Of(wire, seen).RelativeError.ShouldBeLessThan(1e-9);
        seen.Max(Math.Abs).ShouldBeGreaterThan(1e-3);
    }

    /// <summary>Mutation: a clamp left out, or one that knows the first tensor's range only.</summary>
    [Fact]
    public void Trained_parameters_stay_where_the_device_stands_them()
    {
        var inner = GraphMachines.Build<double>(Ring, 1);
        using var remote = new RemoteDevice(new DeviceClient(new InProcess(inner)), labels: false);
        var machine = DeviceMachine.Of(new Limited(remote), null);
        var theta = machine.Learning.Theta.ToArray();
        (theta[0], theta[^1]) = (5, -5);
        ((ISettles)machine).Settle(theta);
        (theta[0], theta[^1]).ShouldBe((1, -1));
    }

    /// <summary>Mutations: the slope of the error halved or turned round; held-out inputs fitted to.</summary>
    [Fact]
    public void A_twin_of_the_same_family_answers_inputs_it_was_not_fitted_to()
    {
        var device = GraphMachines.Build<double>(Ring with { Steps = 10 }, 7);
        var twin = GraphMachines.Build<double>(Ring with { Steps = 10 }, 8);
        device.Learning.Theta[0] += 0.3;
        var fit = new TwinFit(device, twin, TwinFit.Draw(64, [-1, -1], [1, 1], 1), CancellationToken.None);
        var before = fit.Error(heldOut: true);
        fit.Run(200, 0.05, new Progress<string>(), CancellationToken.None);
        fit.Error(heldOut: true).ShouldBeLessThan(0.2 * before);
        (fit.Fitted, fit.HeldOut).ShouldBe((48, 16));
    }

    /// <summary>A server in this process; no stream, no clock.</summary>
    private sealed class InProcess(IEvolves machine) : IWireTransport
    {
        private DeviceServer? _server;

        public string Place => "bench";

        public void Open(TimeSpan patience) => _server = DeviceServer.Of(new SimulatedDevice(machine), "ring", machine.Learning.Theta);

        public ReadOnlyMemory<byte> Exchange(ReadOnlyMemory<byte> line, TimeSpan patience) => _server!.Answer(line.Span).ToArray();

        public void Dispose() => _server = null;
    }

    /// <summary>The same device with a range of −1 to 1 for every parameter.</summary>
    private sealed class Limited(RemoteDevice inner) : IDevice
    {
        public DeviceDescription Description { get; } = inner.Description with
        {
            Limits = [.. Enumerable.Repeat(new DeviceRange(-1, 1), inner.Description.Parameters.Count)],
        };

        public long Experiments => inner.Experiments;

        public double Frequency
        {
            get => inner.Frequency;
            set => inner.Frequency = value;
        }

        public void Announce(long moment, int block) => inner.Announce(moment, block);

        public void Load(ReadOnlySpan<double> theta) => inner.Load(theta);

        public void Aim(ReadOnlySpan<double> targets, int label) => inner.Aim(targets, label);

        public void Prepare(ReadOnlySpan<double> input) => inner.Prepare(input);

        public void Evolve() => inner.Evolve();

        public void Read(Span<double> outputs) => inner.Read(outputs);

        public double Cost() => inner.Cost();

        public void Reverse() => inner.Reverse();

        public void Nudge(double epsilon) => inner.Nudge(epsilon);

        public void Return() => inner.Return();

        public void Listen(Span<double> momenta) => inner.Listen(momenta);

        public void Probe(ReadOnlySpan<System.Numerics.Complex> incoming, Span<System.Numerics.Complex> fields, Span<System.Numerics.Complex> outgoing) =>
            inner.Probe(incoming, fields, outgoing);
    }
}
