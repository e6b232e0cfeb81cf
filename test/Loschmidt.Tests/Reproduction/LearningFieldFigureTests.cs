using Loschmidt.Experiments.Reproduction;
using Loschmidt.Fields;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Reproduction;

/// <summary>The measurements behind the figures on learning fields, on machines small enough for every day.</summary>
public sealed class LearningFieldFigureTests
{
    private const double Kerr = 0.5, Γ = 0.02;

    private static readonly WaveSettings Small = new() { Lattice = new Lattice { Columns = 10, Rows = 20 }, Steps = 20, Frozen = true };

    /// <summary>Mutations: Ω = 4b; damping that drags θ; kicks absorbed twice; an echo that forgets the hats' momenta.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Hats_move_by_eight_b_epsilon_over_gamma_times_the_slope_of_the_cost(bool held)
    {
        var hats = new WaveMachine<double>(Small, seed: 1);
        hats.Learning.MakeOf(new MexicanHat(0.5, Kerr, step: 0.4), held);
        var reference = new WaveMachine<double>(
            Small with { InverseMass = 8 * Kerr * Small.Lattice.CellVolume, Frozen = held }, seed: 1);
        Batch[] samples = [.. Enumerable.Range(0, 6).Select(step => Sample(hats, step))];
        var rate = new HatRate(hats, reference, new SelfLearningCycle { Epsilon = 1e-4, DecayRate = Γ, Protocol = EchoProtocol.Symmetric }, samples);
        rate.Slope.ShouldBe(1, 0.005, "ten times closer than is asked for: symmetric echoes have no bias of order ε");
        rate.Cosine.ShouldBeGreaterThan(0.999);
        rate.Error.ShouldBeLessThan(0.005);
        rate.Slopes.Length.ShouldBe(6);
    }

    /// <summary>Mutation: the moment before the line is crossed.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Lifetimes_are_measured_where_the_line_is_crossed(bool rubs)
    {
        const double h = 1e-3;
        var theory = rubs ? MemoryLifetime.WithFriction(1, 1, h, 2, 0.5, 0.1) : MemoryLifetime.WithoutFriction(1, h, 2, 0.5, 0.1);
        (MemoryLifetimeFigure.Lifetime(new FreeParticle(1), h, rubs, theory) / theory).ShouldBe(1, 2e-3);
        MemoryLifetimeFigure.Lifetime(new FreeParticle(1), h / 1e4, rubs, theory).ShouldBe(double.NaN, "it outlives the look");
    }

    private static Batch Sample(IMachine machine, int number)
    {
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes) { Active = 1 };
        (batch.Inputs[0], batch.Inputs[1]) = (number & 1, number >> 1 & 1);
        batch.Labels[0] = (number & 1) ^ (number >> 1 & 1);
        return batch;
    }
}
