using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Learning;

/// <summary>What light tells about θ, and what it does to it.</summary>
public sealed class ProbeLightTests
{
    private const int Count = 20_000;

    // Four standard deviations of a standard deviation.
    private static readonly double Tolerance = 4 / Math.Sqrt(2.0 * Count);

    /// <summary>Mutations: vacuum of a whole photon; a push by |a| instead of |a|²; ħ forgotten.</summary>
    [Theory]
    [InlineData(0.5, 1e4, 1.0)]
    [InlineData(2, 1e6, 1.0)]
    [InlineData(1, 1e5, 1e-3)]
    public void Imprecision_times_back_action_is_half_a_quantum(double angle, double photons, double quantum)
    {
        var field = new LearningField(Count, 0, 1);
        field.Theta.Fill(0.4);
        var light = new ProbeLight(angle, 1, photons, seed: 11) { Quantum = quantum };
        var reading = new double[Count];
        light.Read(field, reading, 0);
        var (shown, pushed) = (Spread(reading, 0.4), Spread(field.Pi.ToArray(), 0));
        (shown / light.Imprecision).ShouldBe(1, Tolerance);
        (pushed / light.BackAction).ShouldBe(1, Tolerance);
        (shown * pushed).ShouldBe(quantum / 2, Tolerance * quantum);
        (reading.Average() - 0.4).ShouldBe(0, 4 * light.Imprecision / Math.Sqrt(Count));
        field.Theta.ToArray().ShouldAllBe(θ => θ == 0.4);
    }

    /// <summary>π̇ = −χ|a|². Mutation: the sign of the push.</summary>
    [Fact]
    public void Light_that_is_not_compensated_pushes_by_its_photons()
    {
        var field = new LearningField(Count, 0, 1);
        new ProbeLight(0.1, 2, 1e4, seed: 1) { Compensated = false }.Read(field, new double[Count], 3);
        field.Pi.ToArray().Average().ShouldBe(-0.2 * 1e4, 0.2 * 1e2 * 4 / Math.Sqrt(Count), "four standard errors of shot noise");
    }

    [Fact]
    public void Every_reading_has_noise_of_its_own_that_comes_again()
    {
        double[] Reading(long moment)
        {
            var reading = new double[3];
            new ProbeLight(1, 1, 100, seed: 2).Read(new LearningField(3, 0, 1), reading, moment);
            return reading;
        }

        Reading(1).ShouldBe(Reading(1));
        Reading(1)[0].ShouldNotBe(Reading(2)[0]);
        Reading(1)[0].ShouldNotBe(Reading(1)[1]);
    }

    private static double Spread(double[] values, double mean) => Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length);
}
