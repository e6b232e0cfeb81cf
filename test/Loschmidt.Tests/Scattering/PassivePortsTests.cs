using System.Numerics;
using Loschmidt.Devices;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;
using Loschmidt.Scattering;

namespace Loschmidt.Tests.Scattering;

/// <summary>A passive network never amplifies, whatever an optimiser wants of its ports.</summary>
public sealed class PassivePortsTests
{
    private const double Least = 1e-3;

    private static readonly ScatteringSettings Learned =
        new() { Inputs = 4, Replication = 2, Hidden = [5], Outputs = 3, LearnPortRates = true };

    /// <summary>Mutation: no Settle after an update; rates go down to −1, and |S| up to 3.</summary>
    [Fact]
    public void Training_never_makes_a_port_rate_negative()
    {
        var blocks = new LaneBlocks([MachineFactory.Build(Learned, Precision.Double, seed: 3)]);
        var training = new TrainingSettings
        {
            Estimator = Estimator.Adjoint, Batch = 24, Optimiser = new() { Kind = OptimiserKind.Adam, Rate = 0.2 },
        };
        var learner = Learners.Build(training, blocks, seed: 1);
        int[] rows = [.. Enumerable.Range(0, 24)];
        for (var step = 0; step < 30; step++)
        {
            learner.Step(step, 1, new Labelled(rows.Length, features: 4), rows).ShouldBeGreaterThan(0);
        }

        var network = ((ScatteringMachine<double>)blocks.Machine).Network;
        var rates = learner.Theta.Slice(network.OffsetOf("port/rate"), network.Modes).ToArray();
        rates.Min().ShouldBe(Least, "no update wanted less, so nothing was held");
        rates.ShouldContain(rate => rate > 1);
        var s = ScatteringMatrix.Of(network, learner.Theta, [0.1, 0.9, 0.4, 1]);
        Enumerable.Range(0, network.Modes).Max(port => Complex.Abs(s[port, port])).ShouldBeLessThanOrEqualTo(1 + 1e-12);
    }

    /// <summary>Mutation: the floor applied to ports that were built smaller, which no update lowered.</summary>
    [Fact]
    public void What_is_settled_is_no_lower_than_the_floor_and_no_higher_than_it_was()
    {
        var network = Network(0, 0.1);
        var machine = new ScatteringMachine<double>(network);
        var ports = network.OffsetOf("port/rate");
        double[] θ = [.. Enumerable.Repeat(-2.0, network.Parameters.Count)];
        (θ[ports + 1], θ[ports + 3]) = (0.4, double.NaN);
        machine.Settle(θ);
        θ.AsSpan(ports, 4).ToArray().ShouldBe([0, 0.4, Least, double.NaN]);
        θ.Take(ports).ShouldAllBe(other => other == -2);

        var device = new DeviceScatterer(new SimulatedDevice(machine), (_, _, _) => 0);
        θ[ports + 2] = -1;
        device.Settle(θ);
        θ[ports + 2].ShouldBe(Least);
    }

    /// <summary>Mutation: θ taken as it comes; S is then larger than one, and nothing says why.</summary>
    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rate_that_no_passive_port_has_is_refused_with_its_mode(double rate)
    {
        var network = Network(1, 0);
        var θ = Networks.Theta(network);
        θ[network.OffsetOf("port/rate") + 3] = rate;
        var machine = new ScatteringMachine<double>(network, θ);
        var batch = Networks.Samples(machine, 2, machine.Lanes);
        Action[] uses =
        [
            () => ScatteringMatrix.Of(network, θ, [0.5, 0.5]),
            () => _ = new LangevinEquation(network, θ, [0.5, 0.5]),
            () => new AdjointEstimator().Estimate(machine, batch, new double[θ.Length]),
            () => new ReciprocityEstimator().Estimate(machine, batch, new double[θ.Length]),
            () =>
            {
                machine.Prepare(batch);
                machine.Evolve();
            },
        ];
        foreach (var use in uses)
        {
            Should.Throw<ArgumentException>(use).Message.ShouldStartWith("the port rate of mode 1 of output is ");
        }
    }

    /// <summary>Mutation: disorder added to a small rate as it is drawn, which makes a laboratory's port negative half of the time.</summary>
    [Fact]
    public void Disorder_takes_no_port_below_zero_and_hides_no_negative_rate()
    {
        var network = Network(1, 0);
        var machine = new ScatteringMachine<double>(network, Networks.Theta(network));
        var device = new SimulatedDevice(machine, new DeviceNoise { Disorder = 3, Seed = 2 });
        device.Prepare([0.5, 0.5]);
        device.Evolve();
        var ports = network.OffsetOf("port/rate");
        var rates = machine.Learning.Theta.Slice(ports, network.Modes).ToArray();
        rates.Min().ShouldBe(Least, "no draw was low enough to be held");

        var θ = Networks.Theta(network);
        θ[ports] = -1;
        device.Load(θ);
        device.Prepare([0.5, 0.5]);
        Should.Throw<ArgumentException>(device.Evolve).Message.ShouldContain("the port rate of mode 0 of input is -1");
    }

    /// <summary>Mutation: differences taken to both sides of a rate of 0, so that the machine refuses half-way through a training.</summary>
    [Fact]
    public void Differences_across_a_rate_of_zero_are_refused_before_they_are_taken()
    {
        var network = Network(0, 0.1);
        var machine = new ScatteringMachine<double>(network, Networks.Theta(network));
        new CentralDifferencesEstimator(1e-3).Supports(machine, out _).ShouldBeTrue();
        machine.Learning.Theta[network.OffsetOf("port/rate")] = 0;
        new CentralDifferencesEstimator(1e-3).Supports(machine, out var reason).ShouldBeFalse();
        reason.ShouldContain("port/rate[0] is 0, and a step of 0.002 to either side");
    }

    private static ScatteringNetwork Network(double inputPorts, double loss)
    {
        var builder = new ScatteringNetworkBuilder();
        var (input, output) = (builder.Group("input", 2, inputPorts, loss), builder.Group("output", 2));
        return builder.Couple(input, output).Inject(input, 2, 1, 1, 0).ReadReflection(output).Build(new ScatteringOptions { LearnPortRates = true });
    }
}
