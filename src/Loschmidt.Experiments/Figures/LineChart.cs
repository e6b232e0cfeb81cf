namespace Loschmidt.Experiments.Figures;

/// <summary>Curves over a common abscissa: cost against step, gradient error against ε.</summary>
public sealed record LineChart : Figure
{
    private const double Left = 74, Right = 24, PlotTop = 66, Bottom = 54, LegendRow = 18;

    /// <summary>Blue, vermilion, green, purple, orange, sky: the set of Okabe and Ito, told apart by every common eye. Darker ones for ten classes.</summary>
    private static readonly Rgb[] Colors =
    [
        new(0, 114, 178), new(213, 94, 0), new(0, 158, 115), new(204, 121, 167), new(230, 159, 0), new(86, 180, 233),
        new(117, 90, 179), new(140, 86, 40), new(148, 0, 60), new(0, 84, 64),
    ];

    /// <summary>Horizontal axis.</summary>
    public required Axis X { get; init; }

    /// <summary>Vertical axis.</summary>
    public required Axis Y { get; init; }

    /// <summary>The curves, drawn in this order.</summary>
    public required IReadOnlyList<Series> Series { get; init; }

    /// <summary>Width in CSS pixels.</summary>
    public int Width { get; init; } = 720;

    /// <summary>Height in CSS pixels.</summary>
    public int Height { get; init; } = 420;

    /// <summary>The colour of the k-th thing of a chart.</summary>
    internal static Rgb ColorOf(int index) => Colors[index % Colors.Length];

    private protected override (double Width, double Height) Size => (Width, Height);

    private protected override void Draw(ICanvas canvas)
    {
        foreach (var series in Series)
        {
            if (series.X.Length != series.Y.Length)
            {
                throw new InvalidOperationException(
                    $"Series '{series.Name}' has {series.X.Length} abscissae but {series.Y.Length} ordinates.");
            }
        }

        var legend = LegendPlaces();
        var top = PlotTop + (legend.Length == 0 ? 0 : legend.Max(place => place.Y));
        var frame = new Frame(
            Left, top, Width - Left - Right, Height - top - Bottom, X, Y,
            X.Range(Series.SelectMany(s => s.X), X.Logarithmic ? 0.03 : 0),
            Y.Range(Series.SelectMany(s => s.Y), 0.05));

        canvas.Text(Title, Left, 26, new TextStyle(16, Rgb.Ink, Bold: true));
        frame.DrawGrid(canvas);
        var colors = AssignColors();
        for (var i = 0; i < Series.Count; i++)
        {
            DrawSeries(canvas, frame, Series[i], colors[i]);
        }

        frame.DrawAxes(canvas);
        DrawLegend(canvas, colors, legend);
    }

    private Rgb[] AssignColors()
    {
        var colors = new Rgb[Series.Count];
        var next = 0;
        for (var i = 0; i < colors.Length; i++)
        {
            var color = ColorOf(next);
            switch (Series[i].Style)
            {
                case SeriesStyle.Reference:
                    colors[i] = Rgb.Muted;
                    break;
                case SeriesStyle.Faint or SeriesStyle.Dots:
                    colors[i] = color.Faded(0.62);
                    break;
                default:
                    colors[i] = color;
                    next++;
                    break;
            }
        }

        return colors;
    }

    private static void DrawSeries(ICanvas canvas, Frame frame, Series series, Rgb color)
    {
        var width = series.Style switch { SeriesStyle.Faint => 1.0, SeriesStyle.Reference => 1.3, _ => 2.0 };
        foreach (var piece in frame.Pieces(series))
        {
            if (series.Style != SeriesStyle.Dots)
            {
                canvas.Polyline(piece, color, width, dashed: series.Style == SeriesStyle.Reference);
            }

            if (series.Style is SeriesStyle.Marked or SeriesStyle.Dots || (piece.Length == 1 && series.Style != SeriesStyle.Faint))
            {
                foreach (var point in piece)
                {
                    canvas.Disc(point.X, point.Y, 3.4, color);
                }
            }
        }
    }

    /// <summary>Where the entries of the legend begin: in rows above the plot, where they can hide no data.</summary>
    private Point[] LegendPlaces()
    {
        var places = new Point[Series.Count];
        var (x, y) = (Left, 0.0);
        for (var i = 0; i < places.Length; i++)
        {
            var width = Series[i].Name.Length == 0 ? 0 : 28 + 6.6 * Series[i].Name.Length + 22;
            if (x > Left && x + width > Width)
            {
                (x, y) = (Left, y + LegendRow);
            }

            places[i] = new Point(x, y);
            x += width;
        }

        return places;
    }

    private void DrawLegend(ICanvas canvas, Rgb[] colors, Point[] places)
    {
        for (var i = 0; i < Series.Count; i++)
        {
            if (Series[i].Name.Length == 0)
            {
                continue;
            }

            var (x, y) = (places[i].X, 46 + places[i].Y);
            ReadOnlySpan<Point> sample = [new(x, y), new(x + 22, y)];
            canvas.Polyline(sample, colors[i], 2, dashed: Series[i].Style == SeriesStyle.Reference);
            if (Series[i].Style == SeriesStyle.Marked)
            {
                canvas.Disc(x + 11, y, 3.4, colors[i]);
            }

            canvas.Text(Series[i].Name, x + 28, y + 4, new TextStyle(12, Rgb.Ink));
        }
    }
}
