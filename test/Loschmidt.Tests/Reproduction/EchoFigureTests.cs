using System.Globalization;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reproduction;

namespace Loschmidt.Tests.Reproduction;

/// <summary>The figures of a single echo: what their tables say is physics.</summary>
public sealed class EchoFigureTests
{
    private static readonly Workshop Workshop = new(
        new TrainingStore(Path.GetTempPath(), again: false, 1, null), null, new Progress<string>(),
        CancellationToken.None);

    /// <summary>The mutation: no reversal of Θ, or the nudge with the other sign.</summary>
    [Fact]
    public void At_one_site_pi_returns_to_zero_but_for_epsilon_times_the_gradient()
    {
        var rows = Numbers(new Heb4c().Run(Workshop, quick: true).Tables[0]);
        foreach (var row in rows)
        {
            var (epsilon, before, after, predicted, deviation) = (row[0], row[1], row[2], row[3], row[4]);

            // ε‖∂²C‖ is 14 here: one-sided echoes have a relative bias of that times ε; columns are rounded to 1e-3.
            Math.Abs(after / predicted - 1).ShouldBeLessThan(20 * epsilon + 2e-3);
            deviation.ShouldBeInRange(5 * epsilon, 40 * epsilon);
            Math.Abs(after).ShouldBeLessThan(30 * epsilon * Math.Abs(before));

            // θ moves by what is left of π, and by the small part of recoil that the nudge leaves in θ itself.
            Math.Abs(row[5] / row[6] - 1).ShouldBeLessThan(20 * epsilon + 2e-3);
        }

        (rows[0][0] / rows[^1][0]).ShouldBe(1000, 1e-6);
    }

    [Fact]
    public void The_course_changes_sign_at_the_reversal_and_theta_ends_displaced()
    {
        var course = Numbers(new Heb4c().Run(Workshop, quick: true).Tables[1]);
        var turn = Array.FindIndex(course, row => row[0] == 0);

        course[turn + 1][0].ShouldBe(0);
        course[turn + 1][1].ShouldBe(-course[turn][1]);
        Math.Abs(course[turn][1]).ShouldBeGreaterThan(1);
        course[0][1].ShouldBe(0);
        Math.Abs(course[^1][1]).ShouldBeLessThan(1e-3);
        Math.Abs(course[^1][2] - course[0][2]).ShouldBeGreaterThan(1);
    }

    [Fact]
    public void What_the_echo_leaves_of_the_pattern_points_down_the_gradient()
    {
        foreach (var row in Numbers(new Heb7b().Run(Workshop, quick: true).Tables[0]))
        {
            // The angle is of order ε, so 1 − cosine is of order ε²; the column is rounded to 1e-6.
            (1 - row[4]).ShouldBeInRange(0, 200 * row[0] * row[0] + 2e-6);
            row[3].ShouldBeLessThan(20 * row[0]);
        }
    }

    private static double[][] Numbers(ResultTable table) =>
        [.. table.Rows.Select(row => row.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];
}
