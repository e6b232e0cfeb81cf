namespace Loschmidt.Experiments.Figures;

/// <summary>Groups of bars side by side: one quantity for several things, each made in several ways.</summary>
public sealed record BarChart : Figure
{
    private const double Left = 74, Right = 24, PlotTop = 66, Bottom = 54;

    // Of the width of a group: the air around it, and that between two sets in it.
    private const double Air = 0.16, SetAir = 0.04;

    /// <summary>Vertical axis; linear.</summary>
    public required Axis Y { get; init; }

    /// <summary>Where the vertical axis begins; bars stand on it.</summary>
    public double From { get; init; }

    /// <summary>Where the vertical axis ends.</summary>
    public required double To { get; init; }

    /// <summary>What the groups are, below the axis.</summary>
    public string LabelX { get; init; } = "";

    /// <summary>Names of the sets in the legend: each has its colour, and a run of bars in every group.</summary>
    public required IReadOnlyList<string> Sets { get; init; }

    /// <summary>The groups, from left to right.</summary>
    public required IReadOnlyList<BarGroup> Groups { get; init; }

    /// <summary>A value with a dashed line across; NaN draws none.</summary>
    public double Reference { get; init; } = double.NaN;

    /// <summary>Width in CSS pixels.</summary>
    public int Width { get; init; } = 720;

    /// <summary>Height in CSS pixels.</summary>
    public int Height { get; init; } = 360;

    private protected override (double Width, double Height) Size => (Width, Height);

    private double PlotHeight => Height - PlotTop - Bottom;

    private protected override void Draw(ICanvas canvas)
    {
        foreach (var group in Groups)
        {
            if (group.Values.Count != Sets.Count)
                throw new InvalidOperationException(
                    $"Group '{group.Name}' has {group.Values.Count} sets of bars where the chart has {Sets.Count}.");
        }

        canvas.Text(Title, Left, 26, new TextStyle(16, Rgb.Ink, Bold: true));
        DrawScale(canvas);
        var width = (Width - Left - Right) / Math.Max(1, Groups.Count);
        for (var i = 0; i < Groups.Count; i++)
        {
            var left = Left + (i * width);
            DrawBars(canvas, Groups[i], left + (0.5 * Air * width), (1 - Air) * width);
            canvas.Text(Groups[i].Name, left + (width / 2), PlotTop + PlotHeight + 18,
                new TextStyle(11, Rgb.Muted, Anchor.Middle));
        }

        DrawReference(canvas);
        ReadOnlySpan<Point> axes = [new(Left, PlotTop), new(Left, PlotTop + PlotHeight),
            new(Width - Right, PlotTop + PlotHeight)];
        canvas.Polyline(axes, Rgb.Rule, 1);
        DrawCaptions(canvas);
    }

    private void DrawScale(ICanvas canvas)
    {
        var ticks = Ticks.Linear(From, To, Math.Max(2, (int)(PlotHeight / 52)));
        foreach (var tick in ticks)
        {
            ReadOnlySpan<Point> line = [new(Left, Place(tick)), new(Width - Right, Place(tick))];
            canvas.Polyline(line, Rgb.Grid, 1);
            canvas.Text(Ticks.Label(tick, ticks), Left - 9, Place(tick) + 4, new TextStyle(11, Rgb.Muted, Anchor.End));
        }
    }

    private void DrawBars(ICanvas canvas, BarGroup group, double left, double width)
    {
        var gap = SetAir * width;
        var bars = group.Values.Sum(values => values.Length);
        var bar = (width - (gap * (Sets.Count - 1))) / Math.Max(1, bars);
        var x = left;
        for (var set = 0; set < Sets.Count; set++, x += gap)
        {
            foreach (var value in group.Values[set])
            {
                if (double.IsFinite(value))
                {
                    var top = Place(Math.Clamp(value, From, To));
                    canvas.Rectangle(x + (0.05 * bar), top, 0.9 * bar, PlotTop + PlotHeight - top,
                        LineChart.ColorOf(set));
                }

                x += bar;
            }
        }
    }

    private void DrawReference(ICanvas canvas)
    {
        if (double.IsFinite(Reference))
        {
            ReadOnlySpan<Point> line = [new(Left, Place(Reference)), new(Width - Right, Place(Reference))];
            canvas.Polyline(line, Rgb.Ink, 1, dashed: true);
        }
    }

    private void DrawCaptions(ICanvas canvas)
    {
        var caption = new TextStyle(12.5, Rgb.Ink, Anchor.Middle);
        canvas.Text(LabelX, Left + ((Width - Left - Right) / 2), PlotTop + PlotHeight + 40, caption);
        canvas.Text(Y.Caption, Left - 54, PlotTop + (PlotHeight / 2), caption with { Upright = true });
        var x = Left;
        for (var set = 0; set < Sets.Count; set++)
        {
            canvas.Rectangle(x, 40, 14, 10, LineChart.ColorOf(set));
            canvas.Text(Sets[set], x + 20, 50, new TextStyle(12, Rgb.Ink));
            x += 20 + (6.6 * Sets[set].Length) + 22;
        }
    }

    private double Place(double value) => PlotTop + (PlotHeight * (1 - ((value - From) / (To - From))));
}
