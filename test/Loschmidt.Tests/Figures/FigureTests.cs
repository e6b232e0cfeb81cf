using System.Globalization;
using System.Xml.Linq;
using Loschmidt.Experiments.Figures;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Tests.Figures;

public sealed class FigureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Names => ["chart", "bars", "map", "film", "empty"];

    [Theory, MemberData(nameof(Names))]
    public void A_figure_is_well_formed_and_has_the_same_bytes_every_time(string name)
    {
        var first = Make(name).ToSvg();

        XDocument.Parse(first).Root!.Name.ShouldBe(Svg + "svg");
        Make(name).ToSvg().ShouldBe(first);
        Make(name).ToPng().ShouldBe(Make(name).ToPng());
    }

    [Theory, MemberData(nameof(Names))]
    public void A_figure_does_not_depend_on_the_language_of_the_computer(string name)
    {
        var here = Make(name).ToSvg();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            comma.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = comma;
            Make(name).ToSvg().ShouldBe(here);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_figure_brings_its_own_white_ground_so_that_dark_pages_can_show_it(string name)
    {
        var root = XDocument.Parse(Make(name).ToSvg()).Root!;
        var ground = root.Elements(Svg + "rect").First();

        ground.Attribute("fill")!.Value.ShouldBe("#ffffff");
        ground.Attribute("width")!.Value.ShouldBe(root.Attribute("width")!.Value);
        ground.Attribute("height")!.Value.ShouldBe(root.Attribute("height")!.Value);
    }

    [Fact]
    public void A_map_of_pure_noise_stays_small()
    {
        var noise = new RandomStream(1, "noise");
        var values = Enumerable.Range(0, 50 * 150).Select(i => noise.Normal((uint)i)).ToArray();

        Map(values, 150, 50).ToSvg().Length.ShouldBeLessThan(300_000);
    }

    [Fact]
    public void A_long_filmstrip_of_pure_noise_stays_small()
    {
        var noise = new RandomStream(1, "noise");
        var frames = Enumerable.Range(0, 12).Select(k => new FilmFrame(
            $"t = {k}", [.. Enumerable.Range(0, 50 * 150).Select(i => noise.Normal((uint)i, (uint)k))])).ToArray();
        var film = new Filmstrip
        {
            Title = "noise", Columns = 150, Rows = 50, Quantity = "θ", Signed = true, Forward = frames, Echo = frames,
        };

        film.ToSvg().Length.ShouldBeLessThan(600_000);
    }

    [Theory]
    [InlineData("position", "")]
    [InlineData("displacement of a site", "mm")]
    public void Captions_of_the_colour_bars_of_a_low_film_do_not_meet(string quantity, string unit)
    {
        // Turns red where two bars share the height of the strip alone, which is 60 pixels here.
        FilmFrame[] frames = [new("0", new double[64]), new("1", new double[64]), new("2", new double[64])];
        var film = new Filmstrip
        {
            Title = "ring", Columns = 64, Rows = 1, Quantity = quantity, Unit = unit, Forward = frames, Echo = frames, Difference = frames,
        };
        var root = XDocument.Parse(film.ToSvg()).Root!;
        var bars = root.Elements(Svg + "text").Where(text => text.Attribute("transform") is not null)
            .Select(text => (
                Middle: double.Parse(text.Attribute("y")!.Value, CultureInfo.InvariantCulture),
                Half: 6.5 / 2 * text.Value.Length)) // letters of size 12 are 6.5 wide
            .ToArray();
        bars.Length.ShouldBe(2);
        (bars[1].Middle - bars[1].Half).ShouldBeGreaterThan(bars[0].Middle + bars[0].Half);
        (bars[0].Middle - bars[0].Half).ShouldBePositive();
        (bars[1].Middle + bars[1].Half).ShouldBeLessThan(
            double.Parse(root.Attribute("height")!.Value, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_value_that_is_no_number_is_hatched_and_others_are_not()
    {
        double[] values = [0, 1, double.NaN, double.PositiveInfinity, 1, 0];

        Map(values, 3, 2).ToSvg().ShouldContain("url(#no-number)");
        Map([0, 1, 2, 3, 1, 0], 3, 2).ToSvg().ShouldNotContain("no-number");
        Map(values, 3, 2).ToPng().Length.ShouldBeGreaterThan(0);
        Map([double.NaN, double.NaN], 2, 1).ToSvg().ShouldContain("url(#no-number)");
    }

    [Fact]
    public void A_curve_is_broken_where_it_has_no_value()
    {
        Curves([1, 2, 3, 4, 5]).ShouldBe(1);
        Curves([1, 2, double.NaN, 4, 5]).ShouldBe(2);

        static int Curves(double[] y)
        {
            var chart = new LineChart
            {
                Title = "gap", X = new Axis("step"), Y = new Axis("cost"), Series = [new Series("", [1, 2, 3, 4, 5], y)],
            };
            return chart.ToSvg().Split("stroke=\"#0072b2\"").Length - 1;
        }
    }

    /// <summary>The mutation: bars measured from zero instead of from where the axis begins, or beyond its
    /// end.</summary>
    [Fact]
    public void Bars_stand_on_the_axis_in_proportion_and_end_where_it_ends()
    {
        Heights(Bars([1, 0.5], [double.NaN, 2])).ShouldBe([240, 120, 240, 240, 120, 240]);
        Heights(Bars([1, 0.75], [0.5, 0.4]) with { From = 0.5 }).ShouldBe([240, 120, 0, 0, 240, 120, 0, 0]);
        Should.Throw<InvalidOperationException>(() =>
            Bars([1]).ToSvg()).Message.ShouldContain("1 sets of bars where the chart has 2");

        // Behind the ground, before the two keys of the legend.
        static IEnumerable<double> Heights(BarChart chart) =>
            XDocument.Parse(chart.ToSvg()).Root!.Elements(Svg + "rect").Skip(1).SkipLast(2)
            .Select(bar => double.Parse(bar.Attribute("height")!.Value, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_long_curve_keeps_its_spikes_when_it_is_thinned()
    {
        var x = Enumerable.Range(0, 100_000).Select(i => (double)i).ToArray();
        var flat = x.Select(_ => 1.0).ToArray();
        var spike = (double[])flat.Clone();
        spike[54_321] = 2;

        Chart(flat).Length.ShouldBeLessThan(40_000);
        Chart(spike).ShouldContain("L", Case.Sensitive);
        HighestPoint(Chart(spike)).ShouldBeLessThan(HighestPoint(Chart(spike, upTo: 50_000)) - 100);

        string Chart(double[] y, int upTo = 100_000) => new LineChart
        {
            Title = "spike", X = new Axis("step"), Y = new Axis("cost"),
            Series = [new Series("", x, [.. y.Select((v, i) => i < upTo ? v : 1)]), new Series("", [0, 1], [1, 2])],
        }.ToSvg();

        static double HighestPoint(string svg) => XDocument.Parse(svg).Descendants(Svg + "path")
            .First(p => p.Attribute("stroke")!.Value == "#0072b2").Attribute("d")!.Value
            .Split('M', 'L').Skip(1).Min(p => double.Parse(p.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_perfect_echo_stands_below_the_same_picture_of_the_way_out()
    {
        // Tall frames lie in rows. The echo happens in the opposite order, so the first frame out (left) must stand above the
        // last frame back: their horizontal positions agree, and so do the colours written at them.
        double[][] moments = [[1, 0], [0, 1], [1, 1]];
        var film = new Filmstrip
        {
            Title = "echo", Columns = 1, Rows = 2, Quantity = "|Ψ|²",
            Forward = [.. moments.Select((m, i) => new FilmFrame($"out {i}", m))],
            Echo = [.. moments.Reverse().Select((m, i) => new FilmFrame($"back {i}", m))],
        };

        var labels = XDocument.Parse(film.ToSvg()).Descendants(Svg + "text")
            .ToLookup(t => t.Value, t => t.Attribute("x")!.Value);
        labels["out 0"].ShouldBe(labels["back 2"]);
        labels["out 2"].ShouldBe(labels["back 0"]);
        labels["out 0"].ShouldNotBe(labels["out 2"]);
    }

    [Theory]
    [InlineData(10, 4, int.MaxValue)]
    [InlineData(10, 26, 6)]
    [InlineData(30, 26, 6)]
    [InlineData(7, 26, 4)]
    public void The_way_home_is_filmed_at_the_moments_of_the_way_out(int steps, int frames, int shown)
    {
        // The mutation: moments counted from the turning point, which differ where the frames do not divide the steps.
        var settings = new Loschmidt.Fields.WaveSettings
        {
            Steps = steps, Lattice = new() { Columns = 4, Rows = 5 },
        };
        var machine = new Loschmidt.Fields.WaveMachine<double>(settings, 1);
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes) { Active = 1 };
        var film = EchoFilm.Shoot(machine, batch, 1e-3, frames)!;

        film.Echo.Select(frame => frame.Label).Reverse().ShouldBe(film.Forward.Select(frame => frame.Label));
        var strip = (Filmstrip)film.Figures("f", shown).First().Figure;
        strip.Echo.Select(frame => frame.Label).Reverse().ShouldBe(strip.Forward.Select(frame => frame.Label));
        strip.Forward[0].Label.ShouldBe("step 0");
        strip.Forward[^1].Label.ShouldBe($"step {steps}");
    }

    /// <summary>The mutation: a low map that numbers its rows, or names every fifth.</summary>
    [Fact]
    public void Rows_with_names_have_all_of_them_however_wide_the_map_is()
    {
        string[] names = ["zero", "seven", "four", "six", "two", "five"];
        var map = Map(new double[6 * 178], 178, 6) with { RowNames = names };

        var rows = XDocument.Parse(map.ToSvg()).Root!.Elements(Svg + "text")
            .Where(text => (string?)text.Attribute("text-anchor") == "end").ToArray();
        rows.Select(text => text.Value).ShouldBe(names);
        var places = Array.ConvertAll(
            rows, text => double.Parse(text.Attribute("y")!.Value, CultureInfo.InvariantCulture));
        places.Zip(places.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First >= 12); // letters are 11 high
    }

    [Fact]
    public void Titles_with_markup_characters_are_text()
    {
        var map = Map([0, 1], 2, 1) with { Title = "a < b & \"c\"" };

        XDocument.Parse(map.ToSvg()).Root!.Element(Svg + "title")!.Value.ShouldBe("a < b & \"c\"");
    }

    [Fact]
    public void A_field_of_the_wrong_size_is_refused()
    {
        Should.Throw<InvalidOperationException>(() => Map([0, 1, 2], 2, 1).ToSvg()).Message.ShouldContain("2 values, not 3");
    }

    [Fact]
    public void The_extension_decides_the_format()
    {
        var folder = Directory.CreateTempSubdirectory("figures").FullName;
        try
        {
            Map([0, 1], 2, 1).Save(Path.Combine(folder, "a.svg"));
            Map([0, 1], 2, 1).Save(Path.Combine(folder, "a.png"));
            File.ReadAllBytes(Path.Combine(folder, "a.png"))[1..4].ShouldBe("PNG"u8.ToArray());
            File.ReadAllText(Path.Combine(folder, "a.svg")).ShouldStartWith("<svg");
            Should.Throw<ArgumentException>(() => Map([0, 1], 2, 1).Save(Path.Combine(folder, "a.pdf")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Figure Make(string name) => name switch
    {
        "chart" => new LineChart
        {
            Title = "error", X = new Axis("ε", "", Logarithmic: true), Y = new Axis("relative error", "", Logarithmic: true),
            Series =
            [
                new Series("echo", [1e-3, 1e-2, 1e-1], [1e-6, 1e-4, 1e-2], SeriesStyle.Marked),
                new Series("ε²", [1e-3, 1e-1], [1e-6, 1e-2], SeriesStyle.Reference),
            ],
        },
        "bars" => Bars([1, 0.5], [double.NaN, 2]),
        "map" => Map([-1.5, 0, 0.25, 2], 2, 2),
        "film" => new Filmstrip
        {
            Title = "film", Columns = 4, Rows = 1, Quantity = "|Ψ|²", Unit = "1/site",
            Forward = [new FilmFrame("t = 0", [1, 0, 0, 0]), new FilmFrame("t = 0.5", [0, 1, 0, 0])],
            Echo = [new FilmFrame("t = 0.5", [0, 1, 0, 0]), new FilmFrame("t = 1", [1, 0, 0, 0.125])],
        },
        _ => new LineChart { Title = "empty", X = new Axis("step"), Y = new Axis("cost"), Series = [] },
    };

    private static BarChart Bars(params double[][] sets) => new()
    {
        Title = "cosine", Y = new Axis("cosine"), From = 0, To = 1, Reference = 1, LabelX = "tensor",
        Sets = ["echo", "paired"],
        Groups = [new BarGroup("A", sets), new BarGroup("B", sets)],
    };

    private static HeatMap Map(double[] values, int columns, int rows) => new()
    {
        Title = "θ", Values = values, Columns = columns, Rows = rows, Quantity = "θ", Unit = "rad", Signed = true,
    };
}
