namespace Loschmidt.SlowTests.Reproduction;

/// <summary>Figures of the gallery that take seconds, in their short versions. Names in their tables hold commas, so columns are counted from the end.</summary>
public sealed class GalleryStudyTests : StudyTests
{
    /// <summary>Acceptance: slopes 1 and 2. Measured: 1.00, 2.00, 1.00, 2.00, 3.96, 2.00 and 0.99, 2.01. Mutations: ε for 2ε in a difference; a nudge to one side only.</summary>
    [Fact]
    public void One_sided_estimators_have_a_bias_of_first_order_and_symmetric_ones_of_second()
    {
        Reproduce("estimator-bias");
        var rows = Rows("estimator-bias");
        rows.Length.ShouldBe(9);
        rows.ShouldAllBe(row => Math.Abs(Number(row[^3]) - Number(row[^4])) < 0.1);
        Documented("estimator-bias");
    }

    /// <summary>Measured: 1.000000 inside at any g; outside 0.999 for a linear wave and 0.83 at g = 10; cost 0.007 of its start outside, 1.27 inside. Mutations: a surface that
    /// returns the last part first; a decay that does not know where it is.</summary>
    [Fact]
    public void A_mirror_outside_is_exact_for_symmetric_pulses_and_lets_a_bound_theta_learn()
    {
        Reproduce("heb-6");
        var rows = Rows("heb-6").ToLookup(row => row[0].Split(':')[0], row => (Kerr: Number(row[2]), Cosine: Number(row[3])));
        rows["inside"].ShouldAllBe(row => row.Cosine > 0.999999);
        rows["outside"].Where(row => row.Kerr == 0).ShouldAllBe(row => row.Cosine > 0.99 && row.Cosine < 0.9999);
        rows["outside"].Where(row => row.Kerr == 10).ShouldAllBe(row => row.Cosine < 0.95);
        var bound = Rows("heb-6", "bound");
        bound.ShouldAllBe(row => Number(row[^4]) > 0.999999);
        Number(bound[1][^1]).ShouldBeLessThan(0.1 * Number(bound[1][^2]));
        Number(bound[2][^1]).ShouldBeGreaterThan(Number(bound[2][^2]));
        Documented("heb-6");
    }

    /// <summary>The first numbers of the front page. Mutations: a sign in the error signal; g in place of 0.</summary>
    [Fact]
    public void Ten_of_ten_nonlinear_boxes_learn_and_no_linear_one()
    {
        Reproduce("xor-echo");
        var rows = Rows("xor-echo").ToLookup(row => row[0].Contains("nonlinear wave", StringComparison.Ordinal), row => (Cost: Number(row[^3]), Right: Number(row[^2])));
        rows[true].Count(row => row.Right == 4).ShouldBe(10);
        rows[false].Count(row => row.Right == 4).ShouldBe(0);
        rows[true].Max(row => row.Cost).ShouldBeLessThan(0.0796);
        rows[false].Min(row => row.Cost).ShouldBeGreaterThan(0.0796);
        Documented("xor-echo");
    }

    [Theory, InlineData("heb-3"), InlineData("heb-4d"), InlineData("pinball"), InlineData("platforms")]
    public void Pictures_of_the_documentation_are_what_figures_make(string figure)
    {
        Reproduce(figure);
        Documented(figure);
    }

    [Fact]
    public void A_digit_reader_survives_what_the_front_page_says()
    {
        Reproduce("tolerance-map");
        var mean = Rows("tolerance-map").ToDictionary(row => (Number(row[0]), Number(row[1])), row => Number(row[2]));
        mean[(0, 0)].ShouldBe(0.947, 0.01);
        mean[(0.03, 0.03)].ShouldBeGreaterThan(0.95 * mean[(0, 0)]);
        mean[(0.1, 0)].ShouldBeLessThan(0.95 * mean[(0, 0)]);
        Documented("tolerance-map");
    }
}
