using Loschmidt.Experiments.Reproduction;

namespace Loschmidt.Tests.Reproduction;

/// <summary>Where a machine stops learning.</summary>
public sealed class QuantumFloorTests
{
    private static readonly double[] Photons = [1e3, 1e4, 1e5, 1e6];

    /// <summary>Halfway between 0.1096 and 0.0496 in cost is halfway between 1e5 and 1e6 in the logarithm. Mutations: interpolated in photons; the first
    /// crossing from below, where a lucky run among failures would count.</summary>
    [Fact]
    public void The_floor_is_where_a_falling_cost_meets_that_of_linear_machines() =>
        QuantumFloor.Crossing(Photons, [0.1, 0.07, 0.1096, 0.0496]).ShouldBe(Math.Pow(10, 5.5), 1e-6 * Math.Pow(10, 5.5));

    [Fact]
    public void A_machine_that_never_learns_has_no_floor_and_one_that_always_does_has_it_below() =>
        (QuantumFloor.Crossing(Photons, [0.1, 0.1, 0.1, 0.08]), QuantumFloor.Crossing(Photons, [0.05, 0.05, 0.05, 0.05])).ShouldBe((double.NaN, 1e3));

    /// <summary>Mutation: the fewest photons tried are told as a threshold, or averaged with thresholds.</summary>
    [Fact]
    public void A_machine_that_learns_with_the_fewest_tried_has_a_bound_and_no_interval()
    {
        QuantumFloor.Below(1e3, 5, [1e3, 1e3, 1e3, 1e3, 1e3], 5).ShouldBe("below 1e+3 (the fewest tried) for 5 of 5 seeds");
        QuantumFloor.Below(1e3, 3, [1e3, 1e3, 1e3, 2e3], 5).ShouldBe("below 1e+3 (the fewest tried) for 3 of 5 seeds, below 2.0e+3 for 4");
    }
}
