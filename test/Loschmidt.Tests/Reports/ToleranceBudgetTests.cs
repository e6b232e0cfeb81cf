using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reports;

namespace Loschmidt.Tests.Reports;

/// <summary>Maps whose limits are known by construction.</summary>
public sealed class ToleranceBudgetTests
{
    private static readonly double[] Gain = [0, 0.01, 0.02, 0.04];
    private static readonly double[] Noise = [0, 1, 2];

    /// <summary>Accuracy 1 − 5·gain − 0.02·noise: within 10 % alone up to gain 0.02 and noise beyond 2.</summary>
    [Fact]
    public void A_knob_may_be_turned_to_where_the_mean_crosses_what_is_tolerated()
    {
        var limits = new ToleranceBudget(Map((gain, noise, _) => 1 - (5 * gain) - (0.02 * noise)), 0.12).Limits();
        limits[0].Knob.ShouldBe("gain", "it costs 0.2 at its severest, the noise 0.04");
        limits[0].Where.ShouldBe("inside");

        // Between 0.02 (0.9) and 0.04 (0.8) over ratios: a fifth of the way to the power of two.
        limits[0].Limit.ShouldBe(0.02 * Math.Pow(2, 0.2), 1e-12);
        limits[0].Drop.ShouldBe(0.2, 1e-12);
        limits[1].Where.ShouldBe("above");
        limits[1].Limit.ShouldBe(2);
    }

    /// <summary>The mutation: a box judged by its corner alone would take a corner behind a tested point that fails.</summary>
    [Fact]
    public void All_together_may_go_to_the_largest_box_in_which_every_tested_point_is_tolerated()
    {
        new ToleranceBudget(Map((gain, noise, _) => 1 - (5 * gain) - (0.02 * noise)), 0.15).Box().ShouldBe([0.02, 2]);
        new ToleranceBudget(Map((gain, noise, _) => gain == 0.01 && noise == 0 ? 0.5 : 1), 0.12).Box().ShouldBe([0, 2]);
        new ToleranceBudget(Map((_, _, _) => 0.5), 0.12).Box().ShouldBeNull();
    }

    [Fact]
    public void A_cost_may_rise_where_an_accuracy_may_fall()
    {
        var map = Map((gain, _, _) => 0.1 * (1 + (10 * gain)), ideal: 0.1, larger: false);
        var limit = new ToleranceBudget(map, 0.15).Limits().Single(one => one.Knob == "gain");
        limit.Limit.ShouldBe(0.01 * Math.Pow(2, 0.5), 1e-12);
        limit.Drop.ShouldBe(0.04, 1e-12);
    }

    [Fact]
    public void Seeds_that_scatter_widen_the_interval_and_equal_ones_leave_a_point()
    {
        var equal = new ToleranceBudget(Map((gain, _, _) => 1 - (5 * gain)), 0.12).Limits()[0];
        (equal.High - equal.Low).ShouldBe(0);
        var scattered = new ToleranceBudget(Map((gain, _, seed) => 1 - ((4 + seed) * gain)), 0.12).Limits()[0];
        scattered.Low.ShouldBeLessThan(scattered.Limit);
        scattered.High.ShouldBeGreaterThan(scattered.Limit);
    }

    /// <summary>The mutation: a NaN that passes every comparison.</summary>
    [Fact]
    public void A_run_that_failed_is_not_tolerated()
    {
        var map = Map((gain, _, _) => gain > 0.01 ? double.NaN : 1);
        var limit = new ToleranceBudget(map, 0.12).Limits()[0];
        (limit.Knob, limit.Where, limit.Limit).ShouldBe(("gain", "inside", 0.01));
    }

    private static ToleranceMap Map(Func<double, double, int, double> figure, double ideal = 1, bool larger = true) => new(
        ["gain", "noise"], [Gain, Noise],
        [.. Gain.SelectMany(gain => Noise.Select(noise => Enumerable.Range(0, 3).Select(seed => figure(gain, noise, seed)).ToArray()))],
        [ideal, ideal, ideal], [], larger);

    /// <summary>Resampling one seed gives that seed again: a point is no interval. Mutation: "90 %: 0.003 to 0.003".</summary>
    [Fact]
    public void One_seed_has_a_limit_and_no_interval()
    {
        var limit = new KnobLimit("gain", 0.003, 0.003, 0.003, "inside", 0.1, 0.1, 0.1);
        ToleranceSummary.Bound(limit, 1).ShouldBe("< 0.003");
        ToleranceSummary.Bound(limit with { Low = 0.002 }, 3).ShouldBe("< 0.003 (90 %: 0.002 to 0.003)");
    }
}
