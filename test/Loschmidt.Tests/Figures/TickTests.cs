using Loschmidt.Experiments.Figures;

namespace Loschmidt.Tests.Figures;

public sealed class TickTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(-0.37, 12.9)]
    [InlineData(1e-7, 3.3e-6)]
    [InlineData(-4.2e8, 9e7)]
    [InlineData(0.995, 1.004)]
    public void Marks_are_multiples_of_one_two_or_five_inside_the_range(double low, double high)
    {
        var ticks = Ticks.Linear(low, high, 5);

        ticks.Length.ShouldBeInRange(3, 9);
        var step = ticks[1] - ticks[0];
        var mantissa = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-6));
        new[] { 1.0, 2.0, 5.0 }.ShouldContain(m => Math.Abs(m - mantissa) < 1e-6);
        foreach (var tick in ticks)
        {
            tick.ShouldBeInRange(low - 1e-9 * (high - low), high + 1e-9 * (high - low));
            Math.Abs(tick / step - Math.Round(tick / step)).ShouldBeLessThan(1e-6);
        }
    }

    [Fact]
    public void Marks_of_a_logarithmic_axis_are_powers_of_ten_or_one_two_five()
    {
        Ticks.Logarithmic(1e-3, 10, 9).ShouldBe([1e-3, 1e-2, 1e-1, 1, 10], 1e-12);
        Ticks.Logarithmic(1e-16, 1, 5).Length.ShouldBeInRange(3, 6);
        Ticks.Logarithmic(0.15, 0.7, 5).ShouldBe([0.2, 0.5], 1e-12);
    }

    [Fact]
    public void Labels_have_the_decimals_that_tell_neighbours_apart()
    {
        double[] tenths = [0.1, 0.2, 0.30000000000000004];
        tenths.Select(t => Ticks.Label(t, tenths)).ShouldBe(["0.1", "0.2", "0.3"]);
        Ticks.Label(-2, [-2, 0, 2]).ShouldBe("−2");
        Ticks.Label(0, [0, 1e6]).ShouldBe("0");
        Ticks.Label(2.5e6, [0, 2.5e6]).ShouldBe("2.5×10⁶");
        Ticks.LogLabel(1e-12).ShouldBe("10⁻¹²");
        Ticks.LogLabel(0.01).ShouldBe("0.01");
    }
}
