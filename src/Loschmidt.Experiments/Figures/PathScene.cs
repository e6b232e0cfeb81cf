namespace Loschmidt.Experiments.Figures;

/// <summary>A ball in its plane: the path out as it grows, and the path home drawn over it.</summary>
internal sealed class PathScene(EchoFilm film, string title) : EchoScene(film, title)
{
    private const double Margin = 56, PlotWidth = 600, PlotHeight = 400, AxisRoom = 58;

    private readonly (double Low, double High) _across = Range(film, 0), _up = Range(film, 1);

    protected override double PanelWidth => Left + Margin + PlotWidth + Right;

    protected override double PanelHeight => PlotHeight + AxisRoom;

    protected override void DrawPanels(ICanvas canvas, int moment)
    {
        var frame = new Frame(Left + Margin, Top, PlotWidth, PlotHeight, new Axis("x"), new Axis("y"), _across, _up);
        frame.DrawGrid(canvas);
        var sent = Math.Min(moment, Film.Forward.Count - 1);
        DrawPath(canvas, frame, 0, sent, moment == sent ? OutColor : OutColor.Faded(0.6));
        if (moment > sent)
            DrawPath(canvas, frame, Film.Forward.Count, moment, HomeColor);
        frame.DrawAxes(canvas);
    }

    private static (double Low, double High) Range(EchoFilm film, int coordinate) =>
        new Axis("").Range(film.Forward.Concat(film.Echo).Select(frame => frame.Values[coordinate]), 0.05);

    private void DrawPath(ICanvas canvas, Frame frame, int from, int to, Rgb color)
    {
        var places = Enumerable.Range(from, to - from + 1).Select(Values).ToArray();
        foreach (var piece in frame.Pieces(new Series("", [.. places.Select(at => at[0])], [.. places.Select(at => at[1])])))
        {
            canvas.Polyline(piece, color, 2.4);
            canvas.Disc(piece[^1].X, piece[^1].Y, 6, color);
        }
    }
}
