using Loschmidt.Experiments.Reports;

namespace Loschmidt.Tests.Reports;

public sealed class ThresholdFitTests
{
    [Theory]
    [InlineData(true, new[] { 0.001, 0.01, 0.1, 1 })]
    [InlineData(true, new double[] { 1, 2, 4, 8, 16 })]
    [InlineData(false, new[] { 0, 0.5, 1, 2, 3 })]
    [InlineData(false, new double[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })]
    [InlineData(false, new double[] { 1, 100 })]
    public void Ratios_and_differences_are_told_apart(bool geometric, double[] values) =>
        ThresholdFit.Geometric(values).ShouldBe(geometric);

    [Fact]
    public void A_step_in_the_logarithm_is_found_where_it_is()
    {
        double[] values = [1e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 1];
        var points = values.Select(x => (x, 0.1 + (0.8 / (1 + Math.Exp(-(Math.Log10(x) + 2) / 0.2))))).ToArray();
        var fit = ThresholdFit.Of(points, logarithmic: true, largerIsBetter: true)!;
        fit.Fit.IsThreshold.ShouldBeTrue();
        fit.Threshold.ShouldBe(1e-2, 1e-5); // exact data: what the search's last grid leaves
        fit.At(1e-2).ShouldBe(0.5, 1e-4);
    }

    [Fact]
    public void What_falls_again_behind_the_best_is_left_out()
    {
        // The mutation: a fit to everything, which has no high plateau here.
        (double, double)[] points = [(0, 0.1), (1, 0.1), (2, 0.5), (3, 0.9), (4, 0.9), (5, 0.91), (6, 0.2), (7, 0.1)];
        var fit = ThresholdFit.Of(points, logarithmic: false, largerIsBetter: true)!;
        (fit.To, fit.UpToBest).ShouldBe((5, true));
        fit.Fit.High.ShouldBe(0.9, 0.01);
        fit.Threshold.ShouldBe(2, 0.05);
    }

    [Fact]
    public void Three_values_are_no_step() =>
        ThresholdFit.Of([(0, 0), (1, 0), (2, 1)], logarithmic: false, largerIsBetter: true).ShouldBeNull();
}
