using Loschmidt.Experiments.Figures;

namespace Loschmidt.Tests.Figures;

public sealed class ColorTests
{
    [Fact]
    public void The_sequential_map_grows_lighter_all_the_way()
    {
        // Order must survive a grey printer: this is what makes the map safe for every kind of colour vision.
        for (var i = 1; i <= 200; i++)
        {
            ColorMap.Sequential.At(i / 200.0).Luminance.ShouldBeGreaterThan(ColorMap.Sequential.At((i - 1) / 200.0).Luminance);
        }

        ColorMap.Sequential.At(0).Luminance.ShouldBeLessThan(0.02);
        ColorMap.Sequential.At(1).Luminance.ShouldBeGreaterThan(0.75);
    }

    [Fact]
    public void The_diverging_map_is_white_in_the_middle_blue_below_and_red_above()
    {
        var (low, zero, high) = (ColorMap.Diverging.At(0), ColorMap.Diverging.At(0.5), ColorMap.Diverging.At(1));

        ((int)low.B).ShouldBeGreaterThan(low.R + 100);
        ((int)high.R).ShouldBeGreaterThan(high.B + 100);
        new[] { zero.R, zero.G, zero.B }.ShouldAllBe(c => c >= 248);
        Math.Abs(low.Luminance - high.Luminance).ShouldBeLessThan(0.05);
    }

    [Fact]
    public void A_signed_scale_is_symmetric_and_an_intensity_starts_at_zero()
    {
        var signed = ColorScale.Fit([[-3, 1]], signed: true);
        (signed.Minimum, signed.Maximum).ShouldBe((-3, 3));
        signed.At(0).ShouldBe(ColorMap.Diverging.At(0.5));

        var intensity = ColorScale.Fit([[0.5, 2], [1, double.NaN]], signed: false);
        (intensity.Minimum, intensity.Maximum).ShouldBe((0, 2));
        intensity.At(0).ShouldBe(ColorMap.Sequential.At(0));
        intensity.At(2).ShouldBe(ColorMap.Sequential.At(1));
        intensity.At(99).ShouldBe(ColorMap.Sequential.At(1));
    }

    [Fact]
    public void A_constant_field_and_an_empty_one_still_have_a_scale()
    {
        ColorScale.Fit([[0, 0]], signed: false).ShouldBe(new ColorScale(0, 1, ColorMap.Sequential));
        ColorScale.Fit([[0, 0]], signed: true).ShouldBe(new ColorScale(-1, 1, ColorMap.Diverging));
        ColorScale.Fit([[double.NaN]], signed: false).ShouldBe(new ColorScale(0, 1, ColorMap.Sequential));
    }

    [Fact]
    public void Zero_is_white_on_a_signed_map()
    {
        // With an even number of levels zero falls between two of them and a field at rest looks pink.
        var white = ColorMap.Diverging.At(0.5).Hex;
        var map = new HeatMap
        {
            Title = "θ", Values = [0, 0, 1, -0.3], Columns = 2, Rows = 2, Quantity = "θ", Signed = true,
        };

        map.ToSvg().ShouldContain($"<rect width=\"2\" height=\"2\" fill=\"{white}\"/>");
    }

    [Fact]
    public void A_square_root_scale_lifts_what_is_faint_and_keeps_the_ends()
    {
        var linear = new ColorScale(0, 4, ColorMap.Sequential);
        var root = linear with { Exponent = 0.5 };

        root.At(1).ShouldBe(linear.At(2));
        (root.At(0), root.At(4)).ShouldBe((linear.At(0), linear.At(4)));
    }
}
