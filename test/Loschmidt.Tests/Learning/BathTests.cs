using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Learning;

/// <summary>The decay step against a bath that has a temperature.</summary>
public sealed class BathTests
{
    private const int Count = 20_000;
    private const double Ω = 0.3, Γ = 2, kT = 0.7;

    /// <summary>Mutation: kT/Ω turned over, or friction without its noise.</summary>
    [Fact]
    public void Momenta_end_with_the_energy_of_the_bath()
    {
        var field = Relaxed(time: 20, temperature: kT, steps: 1);
        Variance(field.Pi).ShouldBe(kT / Ω, 4 * kT / Ω * Math.Sqrt(2.0 / Count), "four standard deviations of a variance");
    }

    /// <summary>What ten short steps do is what one long one does, in π, in θ and in both together. Mutations: θ does not move with the kicks; a covariance
    /// of the wrong sign.</summary>
    [Fact]
    public void The_step_is_exact_for_any_duration()
    {
        var (once, often) = (Relaxed(time: 0.8, kT, steps: 1), Relaxed(time: 0.08, kT, steps: 10));
        var tolerance = 6 * Math.Sqrt(2.0 / Count);
        (Variance(often.Pi) / Variance(once.Pi)).ShouldBe(1, tolerance);
        (Variance(often.Theta) / Variance(once.Theta)).ShouldBe(1, tolerance);
        (Product(often) / Product(once)).ShouldBe(1, 2 * tolerance);
        Product(once).ShouldBe(kT * Math.Pow(1 - Math.Exp(-Γ * 0.8), 2) / Γ, 2 * tolerance * Product(once));
    }

    [Fact]
    public void A_cold_bath_is_the_decay_step_bit_for_bit()
    {
        var (cold, plain) = (Kicked(), Kicked());
        new Bath(0, 1).Relax(cold, Γ, double.PositiveInfinity, 0.5, 3);
        plain.Decay(Γ, double.PositiveInfinity, 0.5);
        cold.Theta.ToArray().ShouldBe(plain.Theta.ToArray());
        cold.Pi.ToArray().ShouldBe(plain.Pi.ToArray());
    }

    private static LearningField Relaxed(double time, double temperature, int steps)
    {
        var field = new LearningField(Count, 0, Ω);
        var bath = new Bath(temperature, 1);
        for (var step = 0; step < steps; step++)
        {
            bath.Relax(field, Γ, time, 1, step);
        }

        return field;
    }

    private static LearningField Kicked()
    {
        var field = new LearningField(4, 0, Ω);
        field.Pi.Fill(0.3);
        return field;
    }

    private static double Variance(Span<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value * value;
        }

        return sum / Count;
    }

    private static double Product(LearningField field)
    {
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        {
            sum += field.Theta[i] * field.Pi[i];
        }

        return sum / Count;
    }
}
