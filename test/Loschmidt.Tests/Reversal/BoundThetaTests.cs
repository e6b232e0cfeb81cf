using Loschmidt.Fields.Photonic;
using Loschmidt.Gradients;
using Loschmidt.Learning;
using Loschmidt.Machines;
using Loschmidt.Reversal;
using Loschmidt.Testing;

namespace Loschmidt.Tests.Reversal;

/// <summary>Parameters that have no degenerate resting place, and the mirror that makes up for it.</summary>
public sealed class BoundThetaTests
{
    private static readonly BoundThetaSettings Bound = new() { Frequency = 0.6, InverseMass = 0.02 };

    /// <summary>Mutations: a sine of the wrong sign; Ω/ω for ω/Ω.</summary>
    [Fact]
    public void Its_motion_is_that_of_an_oscillator()
    {
        var (bound, field) = (new BoundTheta(Bound), Field(0.7, -3));
        var energy = bound.Energy(field);
        var (θ, π) = (0.7, -3.0);
        const int steps = 20_000;
        for (var step = 0; step < steps; step++)
        {
            // Leapfrog of H_θ itself.
            var h = 2.5 / steps;
            π -= h / 2 * Bound.Frequency * Bound.Frequency / Bound.InverseMass * θ;
            θ += h * Bound.InverseMass * π;
            π -= h / 2 * Bound.Frequency * Bound.Frequency / Bound.InverseMass * θ;
        }

        bound.Drift(field, 2.5);
        field.Theta[0].ShouldBe(θ, 1e-8);
        field.Pi[0].ShouldBe(π, 1e-6);
        bound.Energy(field).ShouldBe(energy, 1e-13 * energy);
        field.Reverse();
        bound.Drift(field, 2.5);
        field.Reverse();
        (field.Theta[0], field.Pi[0]).ShouldSatisfyAllConditions(home => home.Item1.ShouldBe(0.7, 1e-14), home => home.Item2.ShouldBe(-3, 1e-13));
    }

    /// <summary>Over and under damped, against many small steps. Mutations: γ for Γ, a friction that acts on θ.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(8)]
    public void Inside_it_relaxes_as_a_damped_oscillator_and_forgets(double rate)
    {
        var (bound, field) = (new BoundTheta(Bound with { Mirror = ThetaMirror.Internal }), Field(0.7, -3));
        var (θ, π) = (0.7, -3.0);
        const int steps = 100_000;
        for (var step = 0; step < steps; step++)
        {
            var h = 1.5 / steps;
            π = (π - (h / 2 * ((Bound.Frequency * Bound.Frequency / Bound.InverseMass * θ) + (rate * π)))) ;
            θ += h * field.DecayInverseMass * π;
            π -= h / 2 * ((Bound.Frequency * Bound.Frequency / Bound.InverseMass * θ) + (rate * π));
        }

        bound.Relax(field, rate, 1.5);
        field.Theta[0].ShouldBe(θ, 1e-4, "the steps are of first order in the friction");
        field.Pi[0].ShouldBe(π, 2e-4 * 3);
        bound.Relax(field, rate, double.PositiveInfinity);
        (field.Theta[0], field.Pi[0]).ShouldBe((0, 0));

        var free = Field(0.7, -3);
        new BoundTheta(Bound).Relax(free, rate, double.PositiveInfinity);
        free.Theta[0].ShouldBe(0.7 - (3 * free.DecayInverseMass / rate), 1e-14);
    }

    /// <summary>Mutations: layers that meet the θ of another; a drift that the way home forgets.</summary>
    [Fact]
    public void Light_and_parameters_come_home_though_the_parameters_move()
    {
        var network = Network(Bound);
        PhysicsAssert.ReturnsHome(network, Batch(2), 1e-11);
        var moved = Network(Bound);
        moved.Prepare(Batch(2));
        var before = moved.Learning.Theta.ToArray();
        moved.Evolve();
        moved.Learning.Theta.ToArray().Zip(before, (a, b) => Math.Abs(a - b)).Max().ShouldBeGreaterThan(0.3, "3 layers at 0.6 rad");
    }

    /// <summary>Parameters that are not conjugated at the mirror run on. Mutation: an echo that does not need π.</summary>
    [Fact]
    public void Parameters_that_miss_the_mirror_are_lost()
    {
        var network = Network(Bound);
        network.Prepare(Batch(2));
        network.Keep();
        network.Evolve();
        network.Reverse();
        network.Learning.Reverse();
        network.Return();
        network.Reverse();
        network.DistanceFromKept().Field.ShouldBeGreaterThan(0.1);
    }

    /// <summary>Against central differences, which know nothing of echoes. Mutation: kicks that are heard at another angle of (θ, π).</summary>
    [Fact]
    public void The_echo_gradient_is_that_of_the_moving_parameters() =>
        PhysicsAssert.EchoGradientConvergesAs(2, Network(Bound), Batch(2), 0.1, 0.15, new CentralDifferencesEstimator(1e-3));

    /// <summary>Mutation: a capability that still believes in frozen parameters.</summary>
    [Fact]
    public void Derivatives_that_need_frozen_parameters_are_refused()
    {
        new TangentEstimator().Supports(Network(Bound), out var reason).ShouldBeFalse();
        reason.ShouldContain("boundTheta");
        new ReverseSweepEstimator().Supports(Network(Bound), out _).ShouldBeFalse();
        new TangentEstimator().Supports(Network(null), out _).ShouldBeTrue();
        new EchoEstimator(1e-3).Supports(Network(Bound), out _).ShouldBeTrue();
    }

    /// <summary>The same H_θ, turned round outside and inside: one learns, the other forgets at every decay. Mutation: a decay that does not know where it is.</summary>
    [Fact]
    public void Outside_it_learns_and_inside_everything_is_forgotten()
    {
        var (start, outside) = Trained(ThetaMirror.External);
        var (_, inside) = Trained(ThetaMirror.Internal);
        outside.ShouldBeLessThan(0.5 * start);
        inside.ShouldBeGreaterThan(0.9 * start);
    }

    private static (double Start, double End) Trained(ThetaMirror mirror)
    {
        var settings = new BoundThetaSettings { Frequency = 0.3, InverseMass = 1e-3, Mirror = mirror };
        var network = Network(settings);
        var cycle = new SelfLearningCycle { Epsilon = 1e-3, DecayRate = 0.01, Protocol = EchoProtocol.OneSided };
        var θ = network.Learning.Theta.ToArray();
        var start = 0.0;
        for (var step = 0; step < 200; step++)
        {
            θ.CopyTo(network.Learning.Theta);
            network.Learning.Pi.Clear();
            var cost = cycle.Kick(network, Batch(2));
            start = step == 0 ? cost : start;
            network.Relax(network.Learning, cycle.DecayRate, cycle.DecayTime, 1);
            network.Learning.Theta.CopyTo(θ);
        }

        network.Prepare(Batch(2));
        network.Evolve();
        return (start, network.Cost());
    }

    private static PhotonicNetwork<double> Network(BoundThetaSettings? bound) =>
        new PhotonicNetworkBuilder(3, 3) { BoundTheta = bound }.Image(3, 3, 0, 1)
            .Layer("one", layer => layer.Unitary("u", 2).Chi2(1, 6))
            .Layer("two", layer => layer.Unitary("u", 2).SingularValues())
            .Layer("three", layer => layer.Unitary("u", 2))
            .ReadOut(2, 1).Build<double>(2, 3);

    private static Batch Batch(int samples)
    {
        var batch = ReferenceProblems.RandomBatch(Network(null), 4, 2);
        batch.Active = samples;
        return batch;
    }

    private static LearningField Field(double θ, double π)
    {
        var field = new LearningField(1, 0, 0.05);
        (field.Theta[0], field.Pi[0]) = (θ, π);
        return field;
    }
}
