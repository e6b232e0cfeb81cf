using Loschmidt.Machines;

namespace Loschmidt.Experiments.Figures;

/// <summary>A field as a map of colours: θ, π, an intensity.</summary>
public sealed record HeatMap : Figure
{
    private const double Left = 58, Top = 44, Bottom = 50, Gap = 18;
    // Odd, so that zero in the middle of a signed scale has a level of its own: white.
    private const int Levels = 97;

    // Room of a tick's name beside a row, and below a column.
    private const double NameHeight = 15, NameWidth = 40;

    /// <summary>[height × width], row by row, the first row on top; values that are no numbers are hatched in grey.</summary>
    public required double[] Values { get; init; }

    /// <summary>Columns.</summary>
    public required int Columns { get; init; }

    /// <summary>Rows.</summary>
    public required int Rows { get; init; }

    /// <summary>What the values are.</summary>
    public required string Quantity { get; init; }

    /// <summary>Unit of the values; empty for a pure number.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Whether zero is the middle of the colour scale.</summary>
    public bool Signed { get; init; }

    /// <summary>Label of the horizontal axis.</summary>
    public string LabelX { get; init; } = "column (site)";

    /// <summary>Label of the vertical axis.</summary>
    public string LabelY { get; init; } = "row (site)";

    /// <summary>What stands at each column; null numbers them.</summary>
    public IReadOnlyList<string>? ColumnNames { get; init; }

    /// <summary>What stands at each row; null numbers them.</summary>
    public IReadOnlyList<string>? RowNames { get; init; }

    /// <summary>Colours of values; null fits them to the values.</summary>
    public ColorScale? Scale { get; init; }

    /// <summary>A map of a machine's field.</summary>
    /// <param name="title">Heading.</param>
    /// <param name="field">What the machine says about it.</param>
    /// <param name="values">[height × width], row by row.</param>
    public static HeatMap Of(string title, FieldShape field, double[] values) => new()
    {
        Title = title,
        Values = values,
        Columns = field.Width,
        Rows = field.Height,
        Quantity = Symbols.In(field.Name),
        Unit = field.Unit == field.Name ? "" : Symbols.In(field.Unit),
        Signed = field.Signed,
        LabelX = field.Across,
        LabelY = field.Down,
    };

    private double Cell => Math.Min(640.0 / Columns, 420.0 / Rows);

    private double MapWidth => Math.Max(120, Columns * Cell);

    private double MapHeight => Math.Max(RowNames is null ? 60 : Math.Clamp(Rows * NameHeight, 60, 420), Rows * Cell);

    private protected override (double Width, double Height) Size =>
        (Math.Max(Left + MapWidth + Gap + ColorBar.Room, Left + 9.2 * Title.Length + 20), Top + MapHeight + Bottom);

    private protected override void Draw(ICanvas canvas)
    {
        if (Values.Length != Columns * Rows)
        {
            throw new InvalidOperationException($"{Columns} × {Rows} cells need {Columns * Rows} values, not {Values.Length}.");
        }

        var scale = Scale ?? ColorScale.Fit([Values], Signed);
        canvas.Text(Title, Left, 26, new TextStyle(16, Rgb.Ink, Bold: true));
        canvas.Cells(CellGrid.Of(Values, Columns, Rows, scale, Levels), Left, Top, MapWidth, MapHeight);
        ColorBar.Outline(canvas, Left, Top, MapWidth, MapHeight);
        DrawAxes(canvas);
        ColorBar.Draw(canvas, scale, ColorBar.Caption(Quantity, Unit), Left + MapWidth + Gap, Top, MapHeight);
    }

    private void DrawAxes(ICanvas canvas)
    {
        var bottom = Top + MapHeight;
        var label = new TextStyle(11, Rgb.Muted, Anchor.Middle);
        foreach (var column in SiteTicks(Columns, MapWidth, ColumnNames is null ? null : NameWidth))
        {
            var place = Left + MapWidth * (column + 0.5) / Columns;
            ReadOnlySpan<Point> mark = [new(place, bottom), new(place, bottom + 4)];
            canvas.Polyline(mark, Rgb.Rule, 1);
            canvas.Text(Name(column, ColumnNames), place, bottom + 17, label);
        }

        foreach (var row in SiteTicks(Rows, MapHeight, RowNames is null ? null : NameHeight))
        {
            var place = Top + MapHeight * (row + 0.5) / Rows;
            ReadOnlySpan<Point> mark = [new(Left - 4, place), new(Left, place)];
            canvas.Polyline(mark, Rgb.Rule, 1);
            canvas.Text(Name(row, RowNames), Left - 8, place + 4, label with { Anchor = Anchor.End });
        }

        var caption = new TextStyle(12, Rgb.Ink, Anchor.Middle);
        canvas.Text(LabelX, Left + MapWidth / 2, bottom + 38, caption);
        canvas.Text(LabelY, Left - 40, Top + MapHeight / 2, caption with { Upright = true });
    }

    /// <summary>Sites are counted, so their marks are whole numbers; names stand at every site where there is
    /// room.</summary>
    private static double[] SiteTicks(int sites, double length, double? room) =>
        sites < 2 ? [0]
        : sites * room <= length ? [.. Enumerable.Range(0, sites).Select(site => (double)site)]
        : [.. Ticks.Linear(0, sites - 1, Math.Max(1, (int)(length / 60))).Where(double.IsInteger)];

    private static string Name(double site, IReadOnlyList<string>? names) =>
        names?[(int)site] ?? ((int)site).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
