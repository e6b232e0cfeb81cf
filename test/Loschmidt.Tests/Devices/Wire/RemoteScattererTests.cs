using System.Numerics;
using System.Text;
using Loschmidt.Devices;
using Loschmidt.Devices.Checks;
using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Scattering;
using Loschmidt.Testing;
using Loschmidt.Tests.Reports;
using Loschmidt.Tests.Scattering;

namespace Loschmidt.Tests.Devices.Wire;

/// <summary>A scattering device in another program is measured and trained as one on the table.</summary>
public sealed class RemoteScattererTests : IDisposable
{
    private const string Scatterer = """
        name: small-scatterer
        machine: { kind: scattering, inputs: 2, replication: 2, hidden: [3], outputs: 2, background: 4, offset: 2 }
        data: { set: xor }
        training: { estimator: reciprocity, optimiser: { kind: adam, rate: 0.05 }, steps: 40, batch: 4, evaluateEvery: 40 }

        """;

    private const string Whole = """
        {"hello":{"protocol":1,"kind":"host-updated","features":1,"outputs":1,"targets":1,"verbs":["load","probe","prepare","evolve","read"],"parameters":[{"name":"a","shape":[3]}],"scattering":{"groups":[{"name":"all","modes":2}],"ports":[1,0],"reciprocal":true,"knobs":[{"kind":"detuning","parameters":[0,1],"modes":[0,1]},{"kind":"coupling","parameters":[2],"modes":[0],"partners":[1]}],"readout":{"modes":[0]}}}}
        """;

    private readonly ReportPlace _place = new();
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _place.Dispose();
    }

    /// <summary>Mutations: partners of couplings lost, port rates or phases of another mode, fields taken for outgoing waves, a sample or θ that comes after its probe.</summary>
    [Theory]
    [InlineData(CouplingForm.Real, true)]
    [InlineData(CouplingForm.Real, false)]
    [InlineData(CouplingForm.Complex, true)]
    [InlineData(CouplingForm.Complex, false)]
    public void Waves_over_the_wire_give_the_gradient_that_they_give_on_the_table(CouplingForm form, bool reflection)
    {
        var (inner, batch) = GraphNetworks.Problem(GraphNetworks.Graph(form, 0.2, reflection, learnAll: true), lanes: 1);
        var theta = inner.Learning.Theta.ToArray();
        var table = new SimulatedDevice(new DenseScatteringMachine(inner.Network));
        using var remote = Remote(new SimulatedDevice(inner), theta);
        DeviceMachine here = DeviceMachine.Of(table, inner.Judge), there = DeviceMachine.Of(remote, inner.Judge);
        theta.CopyTo(here.Learning.Theta);
        remote.Theta.CopyTo(there.Learning.Theta);
        foreach (var estimator in new IGradientEstimator[] { new ReciprocityEstimator(), new MoebiusEstimator(0.7) })
        {
            double[] wanted = new double[theta.Length], measured = new double[theta.Length];
            var cost = estimator.Estimate(here, batch, wanted);
            estimator.Estimate(there, batch, measured).ShouldBe(cost, 1e-12);
            Fidelity.Of(measured, wanted).RelativeError.ShouldBeLessThan(1e-10);
            wanted.Max(Math.Abs).ShouldBeGreaterThan(1e-3);
            remote.Experiments.ShouldBe(table.Experiments);
        }
    }

    /// <summary>Mutation: a probe's frequency that stays for the outputs, or is not sent.</summary>
    [Fact]
    public void Light_is_tuned_for_a_probe_and_for_nothing_else()
    {
        var network = GraphNetworks.Graph();
        var (_, batch) = GraphNetworks.Problem(network, lanes: 1);
        var theta = GraphNetworks.Theta(network);
        using var remote = Remote(new SimulatedDevice(new ScatteringMachine<double>(network, theta)), theta);
        var machine = (DeviceScatterer)DeviceMachine.Of(remote, remote.Judge);
        remote.Theta.CopyTo(machine.Learning.Theta);
        Complex[] tones = [.. machine.PortRates.Select(static rate => rate > 0 ? Complex.One : 0)], fields = new Complex[machine.Modes], tuned = new Complex[machine.Modes];
        double[] before = new double[machine.Outputs], after = new double[machine.Outputs];
        machine.Prepare(batch);
        machine.Probe(tones, fields, new Complex[machine.Modes]);
        machine.Evolve();
        machine.Read(before);
        machine.Frequency = 0.5;
        machine.Probe(tones, tuned, new Complex[machine.Modes]);
        (tuned[0] - fields[0]).Magnitude.ShouldBeGreaterThan(1e-3);
        Should.Throw<NotSupportedException>(machine.Evolve).Message.ShouldContain("reference frequency");
        machine.Frequency = 0;
        machine.Evolve();
        machine.Read(after);
        after.ShouldBe(before);
    }

    [Fact]
    public void Modes_ports_and_knobs_survive_the_wire()
    {
        var (inner, _) = GraphNetworks.Problem(GraphNetworks.Graph(CouplingForm.Complex, 0.2, reflection: false, learnAll: true), lanes: 1);
        var about = new SimulatedDevice(inner).Description.Scattering!;
        using var remote = Remote(new SimulatedDevice(inner), inner.Learning.Theta);
        var heard = remote.Description.Scattering!;
        heard.Groups.ShouldBe(about.Groups);
        heard.PortRates.ShouldBe(about.PortRates);
        heard.IsReciprocal.ShouldBe(about.IsReciprocal);
        heard.Knobs.Order(Comparer<ScatteringKnob>.Create(Earlier)).ShouldBe(about.Knobs.Order(Comparer<ScatteringKnob>.Create(Earlier)));
        (heard.Readout.Reflection, about.Readout.Reflection).ShouldBe((false, false));
        heard.Readout.Outputs.ShouldBe(about.Readout.Outputs);
        heard.Readout.Probe.ShouldBe(about.Readout.Probe);
        heard.Readout.Phases.ShouldBe(about.Readout.Phases);
        about.Knobs.Select(knob => knob.Kind).Distinct().Count().ShouldBe(5, "a kind that was not there was not tried");
        static int Earlier(ScatteringKnob one, ScatteringKnob other) => (one.Parameter, one.Kind, one.First, one.Second).CompareTo((other.Parameter, other.Kind, other.First, other.Second));
    }

    /// <summary>Mutation: any one of these checks left out.</summary>
    [Theory]
    [InlineData("\"probe\",", "", "know the verb 'probe'")]
    [InlineData("host-updated", "self-learning", "host-updated devices")]
    [InlineData("\"modes\":2", "\"modes\":3", "one a port rate")]
    [InlineData("\"modes\":2", "\"modes\":0", "a group has a name and modes")]
    [InlineData("\"modes\":2", "\"modes\":99999", "from 0 to 16384")]
    [InlineData("[1,0],\"rec", "[1,-1],\"rec", "rates >= 0")]
    [InlineData("\"reciprocal\":true,", "", "scattering needs groups")]
    [InlineData("\"reciprocal\":true", "\"reciprocal\":1", "true or false")]
    [InlineData("\"reciprocal\":true", "\"reciprocal\":true,\"reciprocal\":true", "'reciprocal' twice")]
    [InlineData("detuning", "tuning", "kind must be detuning")]
    [InlineData("[0,1],\"modes\":[0,1]", "[0,1],\"modes\":[0]", "as many parameters as modes")]
    [InlineData("[0,1],\"modes\":[0,1]", "[0,3],\"modes\":[0,1]", "parameter 3 of 3")]
    [InlineData("[0,1],\"modes\":[0,1]", "[0,1],\"modes\":[0,2]", "at 2 and 2 of 2")]
    [InlineData("[0,1],\"modes\":[0,1]", "[0,1],\"modes\":[0,-1]", "whole number")]
    [InlineData(",\"partners\":[1]", "", "partners of a coupling")]
    [InlineData("\"partners\":[1]", "\"partners\":[0]", "joins mode 0 to itself")]
    [InlineData("\"readout\":{\"modes\":[0]", "\"readout\":{\"modes\":[0,1]", "readout needs 1 modes from 0 to 1")]
    [InlineData("\"readout\":{\"modes\":[0]", "\"readout\":{\"modes\":[2]", "readout needs 1 modes from 0 to 1")]
    [InlineData("\"readout\":{\"modes\":[0]", "\"readout\":{\"modes\":[0],\"phases\":[]", "as many phases")]
    [InlineData("\"readout\":{\"modes\":[0]", "\"readout\":{\"modes\":[0],\"probe\":{\"re\":[1],\"im\":[0]}", "2 tones")]
    [InlineData("\"readout\":{\"modes\":[0]", "\"readout\":{\"modes\":[0],\"probe\":{\"re\":[1,1],\"im\":[0]}", "no complex numbers")]
    public void A_description_that_contradicts_itself_is_refused_with_the_byte(string right, string wrong, string why)
    {
        var whole = WireReader.ReadHello(Encoding.UTF8.GetBytes(Whole)).Scattering.ShouldNotBeNull();
        (whole.Modes, whole.Knobs.Count, whole.Readout.Reflection, whole.Readout.Phases[0]).ShouldBe((2, 3, true, 0));
        Whole.ShouldContain(right);
        var fault = Should.Throw<WireException>(() => WireReader.ReadHello(Encoding.UTF8.GetBytes(Whole.Replace(right, wrong, StringComparison.Ordinal))));
        fault.Message.ShouldContain(why);
        fault.Position.ShouldBeGreaterThan(100);
    }

    /// <summary>Mutation: another cost than was asked for, or parameters that start elsewhere than those of the device.</summary>
    [Theory]
    [InlineData("reciprocity")]
    [InlineData("parameter-shift")]
    public void A_device_in_another_program_trains_as_the_one_on_the_table(string estimator)
    {
        var table = Train(Scatterer.Replace("reciprocity", estimator, StringComparison.Ordinal), "device.tapNoise=0");
        var wire = Train(OverTheWire(estimator, "score: cross-entropy"));
        wire.Metrics["cost"].ShouldBe(table.Metrics["cost"], 1e-8, "forty steps enlarge rounding");
        wire.Metrics["accuracy"].ShouldBe(table.Metrics["accuracy"]);
        wire.Metrics["cost"].ShouldBeLessThan(Math.Log(2), "nothing was learned, so nothing was compared");
    }

    [Fact]
    public void A_device_that_describes_its_ports_is_judged_by_squares_where_nothing_is_said()
    {
        var before = Train(OverTheWire("reciprocity", "bright: 0.5"), "training.optimiser.rate=1e-12").Metrics["cost"];
        Train(OverTheWire("reciprocity", "bright: 0.5")).Metrics["cost"].ShouldBeLessThan(0.5 * before);
    }

    [Fact]
    public void Entropies_of_a_device_that_injects_squares_are_refused_with_the_cure() =>
        Should.Throw<UnsuitableException>(() => Train(OverTheWire("echo", "score: cross-entropy", ReportPlace.Ring))).Message.ShouldContain("use half-squares");

    [Fact]
    public void A_check_names_the_rules_that_a_described_device_can_be_trained_by()
    {
        var (inner, _) = GraphNetworks.Problem(GraphNetworks.Graph(), lanes: 1);
        var report = DeviceCheck.Run(new Direct(DeviceServer.Of(new SimulatedDevice(inner), "bench", inner.Learning.Theta)), stop: TestContext.Current.CancellationToken);
        report.Verdict.TrainableBy.ShouldBe(["reciprocity", "parameter-shift", "physics-aware", "spsa", "central-differences"]);
    }

    private static RemoteDevice Remote(SimulatedDevice device, ReadOnlySpan<double> theta) =>
        new(new DeviceClient(new Direct(DeviceServer.Of(device, "bench", theta))), labels: true);

    private string OverTheWire(string estimator, string judge, string experiment = Scatterer)
    {
        var server = DeviceServeCommand.Server(new DeviceServeRequest(_place.Write(experiment), false, [], null, true, null, null, null));
        var host = new TcpDeviceHost(server, 0);
        _stop.Token.Register(host.Dispose);
        new Thread(() => host.Run(_stop.Token)) { IsBackground = true }.Start();
        return $$"""
            name: over-the-wire
            machine: { kind: device, address: "tcp://127.0.0.1:{{host.Port}}", {{judge}} }
            data: { set: xor }
            training: { estimator: {{estimator}}, optimiser: { kind: adam, rate: 0.05 }, steps: 40, batch: 4, evaluateEvery: 40 }

            """;
    }

    private TrainResult Train(string yaml, params string[] settings) => TrainCommand.Run(
        new TrainRequest(_place.Write(yaml), false, settings, null, null, null, null, null, 1, null, _place.Runs),
        new ReportPlace.Ears([]), CancellationToken.None);

    private sealed class Direct(DeviceServer server) : IWireTransport
    {
        public string Place => "bench";

        public void Open(TimeSpan patience)
        {
        }

        public ReadOnlyMemory<byte> Exchange(ReadOnlyMemory<byte> line, TimeSpan patience) => server.Answer(line.Span).ToArray();

        public void Dispose()
        {
        }
    }
}
