using Loschmidt.Experiments.Reports;

namespace Loschmidt.Tests.Training;

public sealed class EpsilonWindowTests
{
    /// <summary>Mutation: the window counts every point below ten times the least, also beyond a hill.</summary>
    [Fact]
    public void The_window_ends_where_the_error_first_exceeds_ten_times_the_least() =>
        new EpsilonScan([(1, 5e-8), (0.1, 1e-3), (1e-2, 9e-9), (1e-3, 1e-9), (1e-4, 8e-9), (1e-5, 2e-8)]).Window.ShouldBe((1e-4, 1e-2));

    [Fact]
    public void Without_points_nothing_is_recommended_but_one() => new EpsilonScan([]).Window.ShouldBe((1, 1));
}
