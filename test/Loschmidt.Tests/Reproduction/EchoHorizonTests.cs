using Loschmidt.Experiments.Reproduction;

namespace Loschmidt.Tests.Reproduction;

/// <summary>The pieces of the horizon: growth, miss and depth.</summary>
public sealed class EchoHorizonTests
{
    private static readonly int[] Depths = [2, 4, 6, 8];

    /// <summary>Unitary light: a displacement keeps its size, and so does an error of the reversal. Mutations: a growth of squares; a miss at the turning
    /// point; a push that is not of the stated norm.</summary>
    [Fact]
    public void In_a_linear_chain_nothing_grows()
    {
        var journey = new Journey(EchoHorizon.Chain(1, 4, chi: 0), EchoHorizon.Image(1), 1);
        journey.Growth(1e-6, 1).ShouldBe(1, 1e-8, "unitary to rounding, of a difference of 1e-6");
        journey.Miss(new Journey.Push(1e-6, 1)).ShouldBe(1e-6, 0.35e-6, "noise on 80 modes: four standard deviations of its norm");
    }

    /// <summary>What activations left in their ancillas is part of the way home. Mutation: ancillas that are not reversed.</summary>
    [Fact]
    public void Ancillas_bring_the_light_home_and_without_them_it_is_lost_at_once()
    {
        var journey = new Journey(EchoHorizon.Chain(1, 4), EchoHorizon.Image(1), 1);
        journey.Miss(new Journey.Forget(16)).ShouldBeGreaterThan(0.1);
        journey.Miss(new Journey.Push(1e-9, 1)).ShouldBeLessThan(1e-8);
    }

    /// <summary>The same layer, passed again and again with what its ancillas kept, and every layer of a chain is that one. Mutations: masks that
    /// differ from layer to layer; ancillas that are emptied between passes.</summary>
    [Fact]
    public void Ancillas_that_are_kept_make_small_errors_grow()
    {
        var (one, three) = (EchoHorizon.Chain(1, 1).Learning.Theta.ToArray(), EchoHorizon.Chain(1, 3).Learning.Theta.ToArray());
        three.ShouldBe([.. one, .. one, .. one]);
        var (kept, fresh) = (Miss(EchoHorizon.Chain(1, 1), 24), Miss(EchoHorizon.Chain(1, 24), 1));
        kept.ShouldBeGreaterThan(30 * fresh);
        Miss(EchoHorizon.Chain(1, 1), 1).ShouldBeLessThan(3e-9);

        static double Miss(Loschmidt.Fields.Photonic.PhotonicNetwork<double> chain, int passes) =>
            new Journey(chain, EchoHorizon.Image(1), passes).Miss(new Journey.Push(1e-9, 1));
    }

    /// <summary>Mutations: interpolated in the miss instead of its logarithm; the last depth that was not lost.</summary>
    [Fact]
    public void A_depth_lies_between_those_that_were_tried()
    {
        EchoHorizon.Depth(Depths, [1e-3, 1e-2, 1, 1]).ShouldBe(5, 1e-12);
        EchoHorizon.Depth(Depths, [0.5, 1, 1, 1]).ShouldBe(2);
        EchoHorizon.Depth(Depths, [1e-3, 1e-3, 1e-3, 0.09]).ShouldBe(double.NaN);
    }

    /// <summary>Mutation: depths at which nothing is small any more drag the slope down; a slope through the origin.</summary>
    [Fact]
    public void The_exponent_is_that_of_the_growth_while_it_is_small() =>
        EchoHorizon.Slope(Depths, [3 * Math.Exp(1), 3 * Math.Exp(2), 3 * Math.Exp(3), 2e9]).ShouldBe(0.5, 1e-12);
}
