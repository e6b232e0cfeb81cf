namespace Loschmidt.Experiments.Figures;

/// <summary>The rectangle of a chart in which curves live: from values to places, with grid, axes and their labels.</summary>
internal sealed class Frame
{
    private readonly double _x, _y, _width, _height;
    private readonly Axis _horizontal, _vertical;
    private readonly (double Low, double High) _rangeX, _rangeY;
    private readonly double[] _ticksX, _ticksY;

    public Frame(
        double x, double y, double width, double height, Axis horizontal, Axis vertical,
        (double Low, double High) rangeX, (double Low, double High) rangeY)
    {
        (_x, _y, _width, _height) = (x, y, width, height);
        (_horizontal, _vertical) = (horizontal, vertical);
        (_rangeX, _rangeY) = (rangeX, rangeY);
        _ticksX = TicksOf(horizontal, rangeX, Math.Max(2, (int)(width / 90)));
        _ticksY = TicksOf(vertical, rangeY, Math.Max(2, (int)(height / 52)));
    }

    public void DrawGrid(ICanvas canvas)
    {
        foreach (var tick in _ticksX)
        {
            ReadOnlySpan<Point> line = [new(PlaceX(tick), _y), new(PlaceX(tick), _y + _height)];
            canvas.Polyline(line, Rgb.Grid, 1);
        }

        foreach (var tick in _ticksY)
        {
            ReadOnlySpan<Point> line = [new(_x, PlaceY(tick)), new(_x + _width, PlaceY(tick))];
            canvas.Polyline(line, Rgb.Grid, 1);
        }
    }

    public void DrawAxes(ICanvas canvas)
    {
        ReadOnlySpan<Point> axes = [new(_x, _y), new(_x, _y + _height), new(_x + _width, _y + _height)];
        canvas.Polyline(axes, Rgb.Rule, 1);
        DrawMarks(canvas);
        var label = new TextStyle(11, Rgb.Muted, Anchor.Middle);
        foreach (var tick in _ticksX)
        {
            canvas.Text(LabelOf(_horizontal, tick, _ticksX), PlaceX(tick), _y + _height + 18, label);
        }

        foreach (var tick in _ticksY)
        {
            canvas.Text(LabelOf(_vertical, tick, _ticksY), _x - 9, PlaceY(tick) + 4, label with { Anchor = Anchor.End });
        }

        var caption = new TextStyle(12.5, Rgb.Ink, Anchor.Middle);
        canvas.Text(_horizontal.Caption, _x + _width / 2, _y + _height + 40, caption);
        canvas.Text(_vertical.Caption, _x - 54, _y + _height / 2, caption with { Upright = true });
    }

    /// <summary>The unbroken pieces of a curve, thinned to two points a pixel column: its lowest and highest.</summary>
    public IEnumerable<Point[]> Pieces(Series series)
    {
        var piece = new List<Point>();
        for (var i = 0; i < series.X.Length; i++)
        {
            if (_horizontal.Shows(series.X[i]) && _vertical.Shows(series.Y[i]))
            {
                piece.Add(new Point(PlaceX(series.X[i]), PlaceY(series.Y[i])));
            }
            else if (piece.Count > 0)
            {
                yield return Thin(piece);
                piece.Clear();
            }
        }

        if (piece.Count > 0)
        {
            yield return Thin(piece);
        }
    }

    private Point[] Thin(List<Point> points)
    {
        if (points.Count <= 2 * _width)
        {
            return [.. points];
        }

        var thinned = new List<Point>();
        for (var i = 0; i < points.Count;)
        {
            var column = Math.Floor(points[i].X);
            var (low, high, last) = (points[i], points[i], i);
            for (; last < points.Count && Math.Floor(points[last].X) == column; last++)
            {
                low = points[last].Y < low.Y ? points[last] : low;
                high = points[last].Y > high.Y ? points[last] : high;
            }

            thinned.Add(low.X <= high.X ? low : high);
            thinned.Add(low.X <= high.X ? high : low);
            i = last;
        }

        return [.. thinned];
    }

    private void DrawMarks(ICanvas canvas)
    {
        foreach (var tick in _ticksX)
        {
            ReadOnlySpan<Point> mark = [new(PlaceX(tick), _y + _height), new(PlaceX(tick), _y + _height + 5)];
            canvas.Polyline(mark, Rgb.Rule, 1);
        }

        foreach (var tick in _horizontal.Logarithmic ? Ticks.Minor(_rangeX.Low, _rangeX.High) : [])
        {
            ReadOnlySpan<Point> mark = [new(PlaceX(tick), _y + _height), new(PlaceX(tick), _y + _height + 3)];
            canvas.Polyline(mark, Rgb.Rule, 0.8);
        }

        foreach (var tick in _ticksY)
        {
            ReadOnlySpan<Point> mark = [new(_x - 5, PlaceY(tick)), new(_x, PlaceY(tick))];
            canvas.Polyline(mark, Rgb.Rule, 1);
        }

        foreach (var tick in _vertical.Logarithmic ? Ticks.Minor(_rangeY.Low, _rangeY.High) : [])
        {
            ReadOnlySpan<Point> mark = [new(_x - 3, PlaceY(tick)), new(_x, PlaceY(tick))];
            canvas.Polyline(mark, Rgb.Rule, 0.8);
        }
    }

    private double PlaceX(double value) => _x + _width * _horizontal.Position(value, _rangeX);

    private double PlaceY(double value) => _y + _height * (1 - _vertical.Position(value, _rangeY));

    private static double[] TicksOf(Axis axis, (double Low, double High) range, int count) => axis.Logarithmic
        ? Ticks.Logarithmic(range.Low, range.High, count)
        : Ticks.Linear(range.Low, range.High, count);

    private static string LabelOf(Axis axis, double tick, double[] ticks) =>
        axis.Logarithmic ? Ticks.LogLabel(tick) : Ticks.Label(tick, ticks);
}
