using Loschmidt.Experiments.Reports;

namespace Loschmidt.Tests.Training;

public sealed class EpsilonScanTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void The_slope_is_read_off_where_the_line_is_straight(int order)
    {
        // An error c ε^order, saturated above one, on top of a rounding floor 1e-13/ε.
        var scan = Scan(ε => Math.Min(1, 20 * Math.Pow(ε, order)) + 1e-13 / ε);
        scan.Slope.ShouldBe(order, 0.05);
        var best = Math.Pow(1e-13 / (20 * order), 1.0 / (order + 1));
        Math.Log10(scan.Best / best).ShouldBe(0, 0.3); // half a decade between points
    }

    [Fact]
    public void Points_at_the_floor_would_spoil_the_slope()
    {
        // The mutation: a fit over everything.
        var scan = Scan(ε => 20 * ε * ε + 1e-13 / ε);
        var (x, y) = (scan.Points.Average(p => Math.Log(p.Epsilon)), scan.Points.Average(p => Math.Log(p.Error)));
        var everything = scan.Points.Sum(p => (Math.Log(p.Epsilon) - x) * (Math.Log(p.Error) - y))
            / scan.Points.Sum(p => (Math.Log(p.Epsilon) - x) * (Math.Log(p.Epsilon) - x));
        Math.Abs(everything - 2).ShouldBeGreaterThan(0.5);
        Math.Abs(scan.Slope - 2).ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Without_a_straight_part_there_is_no_slope() =>
        Scan(_ => 0.5).Slope.ShouldBe(double.NaN);

    private static EpsilonScan Scan(Func<double, double> error) =>
        new([.. Enumerable.Range(2, 17).Select(half => Math.Pow(10, -half / 2.0)).Select(ε => (ε, error(ε)))]);
}
