using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Training;

public sealed class RateFactorTests
{
    private static readonly ParameterLayout Layout = new(("block0/A", [2]), ("block0/h", [2]), ("block1/h", [1]));

    /// <summary>Scaling the gradient instead of the update leaves Adam's steps as they were: red.</summary>
    [Theory]
    [InlineData(OptimiserKind.Adam)]
    [InlineData(OptimiserKind.Sgd)]
    [InlineData(OptimiserKind.HeavyBall)]
    public void A_factor_multiplies_the_steps_of_its_tensors_alone(OptimiserKind kind)
    {
        var plain = Walk(kind);
        var scaled = Walk(kind, new RateFactor { Tensors = "*/h", Factor = 0.25 });

        scaled[..2].ShouldBe(plain[..2]);
        for (var i = 2; i < 5; i++)
            scaled[i].ShouldBe(0.25 * plain[i], 1e-15);
    }

    [Fact]
    public void The_first_factor_that_fits_counts_and_zero_holds_a_tensor_still()
    {
        var walked = Walk(
            OptimiserKind.Adam, new RateFactor { Tensors = "block1/*", Factor = 0 },
            new RateFactor { Tensors = "*/h", Factor = 2 });

        walked[4].ShouldBe(0);
        walked[2].ShouldBe(2 * Walk(OptimiserKind.Adam)[2], 1e-15);
    }

    [Fact]
    public void A_factor_for_a_tensor_that_is_not_there_names_those_that_are()
    {
        var refusal = Should.Throw<UnsuitableException>(() => Walk(OptimiserKind.Adam, new RateFactor { Tensors = "*/w", Factor = 2 }));

        refusal.Message.ShouldContain("'*/w'");
        refusal.Message.ShouldContain("block0/A, block0/h, block1/h");
    }

    private static double[] Walk(OptimiserKind kind, params RateFactor[] factors)
    {
        var optimiser = Learners.Optimiser(new() { Kind = kind, Rate = 0.1, Factors = factors }, Layout);
        var θ = new double[Layout.Count];
        for (var step = 0; step < 5; step++)
            optimiser.Update(θ, [1, -2, 3 - step, 0.1, 5], 0.1 / (1 + step));
        return θ;
    }
}
