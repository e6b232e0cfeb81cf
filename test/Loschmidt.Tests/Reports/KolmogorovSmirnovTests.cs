using Loschmidt.Experiments.Reports;

namespace Loschmidt.Tests.Reports;

/// <summary>The test that decides whether parameters follow a law.</summary>
public sealed class KolmogorovSmirnovTests
{
    /// <summary>Against tables: D = 0.294 for n = 20 and 1.36/√n for many, both at 5 %. Mutation: the series without its factor 2.</summary>
    [Fact]
    public void Critical_distances_are_those_of_the_tables()
    {
        KolmogorovSmirnov.Probability(0.294, 20).ShouldBe(0.05, 0.003);
        KolmogorovSmirnov.Probability(1.358 / 1000, 1_000_000).ShouldBe(0.05, 0.001);
        KolmogorovSmirnov.Probability(1.628 / 1000, 1_000_000).ShouldBe(0.01, 0.0003);
        KolmogorovSmirnov.Probability(0.001, 100).ShouldBe(1);
    }

    [Fact]
    public void The_distance_counts_steps_from_above_and_below()
    {
        KolmogorovSmirnov.Distance([0.5], x => x).ShouldBe(0.5);
        KolmogorovSmirnov.Distance([0.9, 0.1], x => x).ShouldBe(0.4, 1e-12);
        KolmogorovSmirnov.Distance([0.2, 0.2], x => x).ShouldBe(0.8, 1e-12);
    }

    /// <summary>Mutation: the left end of each piece instead of the trapezoid.</summary>
    [Fact]
    public void A_law_is_integrated_from_its_weights()
    {
        var law = new BoltzmannLaw(x => 7 * Math.Exp(-x * x / 2), -8, 8);
        law.Below(0).ShouldBe(0.5, 1e-12);
        law.Below(1).ShouldBe(0.841344746, 4e-6, "φ'h²/12, h = 0.008");
        law.Below(-9).ShouldBe(0);
        law.Below(9).ShouldBe(1);
        law.Points.Zip(law.Densities).MinBy(point => Math.Abs(point.First)).Second.ShouldBe(0.398942280, 1e-6);
    }
}
