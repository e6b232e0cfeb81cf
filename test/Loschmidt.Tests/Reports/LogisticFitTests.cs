using Loschmidt.Experiments.Reports;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Tests.Reports;

/// <summary>The step between two plateaus; mutations: the logistic's sign, plateaus that are not refitted.</summary>
public sealed class LogisticFitTests
{
    private static readonly double[] Places = [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6];

    [Theory]
    [InlineData(3, 0.2, 0.90, 0.96)]
    [InlineData(1.2, 0.4, 0.93, 0.97)]
    [InlineData(4, 0.3, 0.8, 0.5)]
    public void A_known_step_is_found_again(double c, double w, double low, double high)
    {
        var fit = LogisticFit.Of(Places, [.. Places.Select(x => Step(x, c, w, low, high))]);

        // Exact data leave only the resolution of the search.
        fit.Threshold.ShouldBe(c, 1e-6);
        fit.Width.ShouldBe(w, 1e-5);
        fit.Low.ShouldBe(low, 1e-6);
        fit.High.ShouldBe(high, 1e-6);
        fit.Residual.ShouldBeLessThan(1e-7);
        fit.IsThreshold.ShouldBeTrue(fit.Finding);
        fit.At(c).ShouldBe((low + high) / 2, 1e-6);
    }

    [Fact]
    public void Scatter_of_the_seeds_moves_the_threshold_little()
    {
        var noise = new RandomStream(1, "fit");
        double[] x = [.. Places, .. Places, .. Places];
        var y = x.Select((place, i) => Step(place, 3, 0.2, 0.90, 0.96) + 0.003 * noise.Normal(0, (uint)i)).ToArray();

        var fit = LogisticFit.Of(x, y);

        fit.IsThreshold.ShouldBeTrue(fit.Finding);
        fit.Threshold.ShouldBe(3, 0.2); // the distance of points is 0.5, and scatter is a twentieth of the step
        fit.Residual.ShouldBeInRange(0.0015, 0.0045);
    }

    [Fact]
    public void A_jump_between_two_neighbours_is_a_threshold_between_them()
    {
        var fit = LogisticFit.Of(Places, [.. Places.Select(x => x < 2.75 ? 0.90 : 0.96)]);
        fit.IsThreshold.ShouldBeTrue(fit.Finding);
        fit.Threshold.ShouldBeInRange(2.5, 3);
    }

    [Fact]
    public void Scatter_alone_is_no_threshold()
    {
        var noise = new RandomStream(2, "fit");
        double[] x = [.. Places, .. Places, .. Places];
        LogisticFit.Of(x, [.. x.Select((_, i) => 0.9 + 0.01 * noise.Normal(0, (uint)i))]).IsThreshold.ShouldBeFalse();
    }

    [Fact]
    public void A_constant_is_no_threshold() =>
        LogisticFit.Of(Places, [.. Places.Select(_ => 0.9)]).Finding.ShouldContain("no threshold");

    [Fact]
    public void A_straight_line_is_no_sharp_threshold() =>
        LogisticFit.Of(Places, [.. Places.Select(x => 0.9 + 0.01 * x)]).IsThreshold.ShouldBeFalse();

    [Fact]
    public void A_step_before_the_first_points_is_not_claimed() =>
        LogisticFit.Of(Places, [.. Places.Select(x => Step(x, 0.2, 0.2, 0.90, 0.96))]).Finding
            .ShouldContain("no plateau is seen on one side");

    [Fact]
    public void The_same_points_give_the_same_bits()
    {
        double[] y = [.. Places.Select(x => Step(x, 2.2, 0.3, 0.9, 0.95))];
        LogisticFit.Of(Places, y).ShouldBe(LogisticFit.Of(Places, y));
    }

    [Fact]
    public void Three_places_are_too_few() =>
        Should.Throw<ArgumentException>(() => LogisticFit.Of([0, 1, 2, 2], [0, 1, 2, 2]));

    private static double Step(double x, double c, double w, double low, double high) =>
        low + (high - low) / (1 + Math.Exp(-(x - c) / w));
}
