namespace Loschmidt.Experiments.Figures;

/// <summary>A field in two dimensions as a map of colours, and beside it what differs from the way out.</summary>
internal sealed class MapScene : EchoScene
{
    private const double Gap = 26, PanelTitle = 20, LongestSide = 380, WidestStacked = 640;

    private readonly ColorScale _scale, _change;
    private readonly int _levels, _columns, _rows;
    private readonly double _cell;

    /// <summary>A scene with one colour scale for the field and one for the difference, for the whole film.</summary>
    public MapScene(EchoFilm film, string title, int levels)
        : base(film, title)
    {
        (_levels, _columns, _rows) = (levels, film.Shape.Width, film.Shape.Height);
        _scale = Filmstrip.FittedScale(film.Forward.Concat(film.Echo), film.Shape.Signed);
        _change = ColorScale.Fit(Differences(), signed: true);
        var cell = Stacked
            ? Math.Min(WidestStacked / _columns, LongestSide / 2 / _rows)
            : Math.Min(LongestSide / _columns, LongestSide / _rows);
        _cell = cell < 1 ? cell : Math.Floor(cell); // whole pixels a cell: sharp, and small to pack
    }

    protected override double PanelWidth => Stacked
        ? Left + MapWidth + 18 + ColorBar.Room + Right
        : Left + 2 * (MapWidth + 18 + ColorBar.Room) + Gap + Right;

    protected override double PanelHeight => Stacked ? 2 * (PanelTitle + ShownHeight) + Gap : PanelTitle + ShownHeight;

    private bool Stacked => _columns > 1.6 * _rows;

    private double MapWidth => _columns * _cell;

    private double MapHeight => _rows * _cell;

    // A colour bar needs height for its caption, whatever the map needs.
    private double ShownHeight => Math.Max(MapHeight, 130);

    protected override void DrawPanels(ICanvas canvas, int moment)
    {
        var shape = Film.Shape;
        var unit = shape.Unit == shape.Name ? "" : Symbols.In(shape.Unit);
        DrawMap(canvas, Left, Top, Symbols.In(shape.Name), unit, Values(moment), _scale);
        var (x, y) = Stacked ? (Left, Top + PanelTitle + ShownHeight + Gap) : (Left + MapWidth + 18 + ColorBar.Room + Gap, Top);
        DrawMap(canvas, x, y, "echo − out", unit, Difference(moment), _change);
    }

    private void DrawMap(ICanvas canvas, double x, double y, string name, string unit, double[] values, ColorScale scale)
    {
        canvas.Text(name, x, y + 10, new TextStyle(12, Rgb.Ink));
        var top = y + PanelTitle;
        canvas.Cells(CellGrid.Of(values, _columns, _rows, scale, _levels), x, top, MapWidth, MapHeight);
        ColorBar.Outline(canvas, x, top, MapWidth, MapHeight);
        ColorBar.Draw(canvas, scale, ColorBar.Caption(name, unit), x + MapWidth + 18, top, ShownHeight);
    }
}
