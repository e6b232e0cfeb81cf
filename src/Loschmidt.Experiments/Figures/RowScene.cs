namespace Loschmidt.Experiments.Figures;

/// <summary>Sites in a row as a curve over them, and below it what differs from the way out.</summary>
internal sealed class RowScene(EchoFilm film, string title) : EchoScene(film, title)
{
    private const double Margin = 56, PlotWidth = 600, PlotHeight = 190, AxisRoom = 66;

    // Few sites are seen as such, many as a curve.
    private const int MostDiscs = 64;

    private readonly (double Low, double High) _field = Range(film.Forward.Concat(film.Echo).Select(frame => frame.Values));
    private (double Low, double High)? _change;

    protected override double PanelWidth => Left + Margin + PlotWidth + Right;

    protected override double PanelHeight => 2 * (PlotHeight + AxisRoom);

    protected override void DrawPanels(ICanvas canvas, int moment)
    {
        var shape = Film.Shape;
        var color = Mirrored(moment) is null ? OutColor : HomeColor;
        var unit = shape.Unit == shape.Name ? "" : Symbols.In(shape.Unit);
        var axis = new Axis(Symbols.In(shape.Name), unit);
        var frame = FrameAt(Top, axis, _field);
        frame.DrawGrid(canvas);
        if (Mirrored(moment) is { } sent)
            DrawCurve(canvas, frame, sent, OutColor.Faded(0.6));
        DrawCurve(canvas, frame, Values(moment), color);
        frame.DrawAxes(canvas);

        var below = Top + PlotHeight + AxisRoom;
        var range = _change ??= Range(Differences());
        var difference = FrameAt(below, new Axis("echo − out", unit), range);
        difference.DrawGrid(canvas);
        DrawCurve(canvas, difference, Difference(moment), HomeColor);
        difference.DrawAxes(canvas);
    }

    private static (double Low, double High) Range(IEnumerable<double[]> values) =>
        new Axis("").Range(values.SelectMany(each => each), 0.05);

    private Frame FrameAt(double top, Axis axis, (double Low, double High) range) => new(
        Left + Margin, top, PlotWidth, PlotHeight, new Axis(Film.Shape.Across), axis, (0, Math.Max(1, Film.Shape.Width - 1)), range);

    private static void DrawCurve(ICanvas canvas, Frame frame, double[] values, Rgb color)
    {
        double[] sites = [.. Enumerable.Range(0, values.Length).Select(site => (double)site)];
        foreach (var piece in frame.Pieces(new Series("", sites, values)))
        {
            canvas.Polyline(piece, color, 2);
            if (values.Length > MostDiscs)
                continue;
            foreach (var point in piece)
            {
                canvas.Disc(point.X, point.Y, 3.2, color);
            }
        }
    }
}
