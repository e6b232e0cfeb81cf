namespace Loschmidt.Experiments.Figures;

/// <summary>The key of a colour scale: a vertical bar with marks, labels and the quantity's name and unit.</summary>
internal static class ColorBar
{
    /// <summary>Room it takes to the right of its left edge.</summary>
    public const double Room = 92;

    private const double Thickness = 13;
    private const int Bands = 129;

    public static void Draw(ICanvas canvas, ColorScale scale, string caption, double x, double y, double height)
    {
        var levels = new int[Bands];
        for (var i = 0; i < Bands; i++)
        {
            levels[i] = Bands - 1 - i;
        }

        canvas.Cells(new CellGrid(1, Bands, levels, scale.Map.Palette(Bands)), x, y, Thickness, height);
        Outline(canvas, x, y, Thickness, height);
        var ticks = Ticks.Linear(scale.Minimum, scale.Maximum, Math.Clamp((int)(height / 45), 2, 6));
        foreach (var tick in ticks)
        {
            var place = y + height * (1 - scale.Position(tick));
            ReadOnlySpan<Point> mark = [new(x + Thickness, place), new(x + Thickness + 4, place)];
            canvas.Polyline(mark, Rgb.Rule, 1);
            canvas.Text(Ticks.Label(tick, ticks), x + Thickness + 7, place + 4, new TextStyle(11, Rgb.Muted));
        }

        canvas.Text(caption, x + Room - 12, y + height / 2, new TextStyle(12, Rgb.Ink, Anchor.Middle, Upright: true));
    }

    public static void Outline(ICanvas canvas, double x, double y, double width, double height)
    {
        ReadOnlySpan<Point> outline =
        [
            new(x, y), new(x + width, y), new(x + width, y + height), new(x, y + height), new(x, y),
        ];
        canvas.Polyline(outline, Rgb.Rule, 1);
    }

    public static string Caption(string quantity, string unit) => unit.Length == 0 ? quantity : $"{quantity} ({unit})";
}
