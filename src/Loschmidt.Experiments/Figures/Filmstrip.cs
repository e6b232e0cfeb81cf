using Loschmidt.Machines;

namespace Loschmidt.Experiments.Figures;

/// <summary>A field on its way out and on its way back, under one colour scale.</summary>
/// <remarks>
/// The echo is laid against the way out: below each frame stands the moment at which a perfect echo shows the same
/// picture, so that whatever differs is what the nudge wrote. Wide fields are stacked in columns instead of rows.
/// </remarks>
public sealed record Filmstrip : Figure
{
    private const double Left = 78, Top = 46, Bottom = 18, Right = 12, Gap = 8, LabelRoom = 17, BandGap = 16;

    /// <summary>Width of a letter of a caption, on average and generously.</summary>
    private const double PerLetter = 7;

    /// <summary>Odd, so that zero in the middle has its own.</summary>
    internal const int Levels = 49;

    private const int MaximumCells = 28_000;

    /// <summary>Waves spread and grow faint on their way: colours go by the square root, which an amplitude is.</summary>
    private const double IntensityExponent = 0.5;

    /// <summary>Seen on dark and on light cells.</summary>
    private static readonly Rgb Mark = new(230, 159, 0);

    /// <summary>Columns of a frame.</summary>
    public required int Columns { get; init; }

    /// <summary>Rows of a frame.</summary>
    public required int Rows { get; init; }

    /// <summary>What the values are.</summary>
    public required string Quantity { get; init; }

    /// <summary>Unit of the values; empty for a pure number.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Whether zero is the middle of the colour scale.</summary>
    public bool Signed { get; init; }

    /// <summary>The way out, in the order in which it happens.</summary>
    public required IReadOnlyList<FilmFrame> Forward { get; init; }

    /// <summary>The way back, in the order in which it happens; may be empty.</summary>
    public IReadOnlyList<FilmFrame> Echo { get; init; } = [];

    /// <summary>Echo minus way out, in the order of the way out and under a scale of its own; may be empty.</summary>
    public IReadOnlyList<FilmFrame> Difference { get; init; } = [];

    /// <summary>Names of the bands where they are not a way out and a way back, such as the course of a training; null
    /// keeps the usual ones.</summary>
    public IReadOnlyList<string>? BandNames { get; init; }

    /// <summary>A part of the field that is outlined in every frame; null outlines none.</summary>
    public CellRegion? Marked { get; init; }

    /// <summary>Colours of values; null fits them to all frames, intensities by the square root.</summary>
    public ColorScale? Scale { get; init; }

    /// <summary>A filmstrip of a machine's field.</summary>
    /// <param name="title">Heading.</param>
    /// <param name="field">What the machine says about it.</param>
    /// <param name="forward">The way out.</param>
    /// <param name="echo">The way back.</param>
    public static Filmstrip Of(
        string title, FieldShape field, IReadOnlyList<FilmFrame> forward, IReadOnlyList<FilmFrame> echo) => new()
    {
        Title = title,
        Columns = field.Width,
        Rows = field.Height,
        Quantity = Symbols.In(field.Name),
        Unit = field.Unit == field.Name ? "" : Symbols.In(field.Unit),
        Signed = field.Signed,
        Forward = forward,
        Echo = echo,
    };

    /// <summary>The colours of a film unless they are given.</summary>
    internal static ColorScale FittedScale(IEnumerable<FilmFrame> frames, bool signed) =>
        ColorScale.Fit(frames.Select(frame => frame.Values), signed) with { Exponent = signed ? 1 : IntensityExponent };

    private bool Stacked => Columns > 1.6 * Rows;

    private int Moments => Math.Max(1, Math.Max(Forward.Count, Echo.Count));

    private int Bands => 1 + (Echo.Count > 0 ? 1 : 0) + (Difference.Count > 0 ? 1 : 0);

    private double Cell => Stacked
        ? Math.Min(620.0 / Bands / Columns, Math.Max(34, Math.Min(110, 700.0 / Moments)) / Rows)
        : Math.Min(Math.Max(44, Math.Min(190, 880.0 / Moments)) / Columns, 240.0 / Rows);

    private double FrameWidth => Columns * Cell;

    private double FrameHeight => Rows * Cell;

    private double StripWidth => Stacked
        ? Bands * FrameWidth + (Bands - 1) * BandGap
        : Moments * (FrameWidth + Gap) - Gap;

    private double StripHeight => Stacked
        ? Moments * (FrameHeight + LabelRoom)
        : Bands * (FrameHeight + LabelRoom) + (Bands - 1) * BandGap;

    private protected override (double Width, double Height) Size => (
        Math.Max(LeftRoom + StripWidth + 18 + ColorBar.Room + Right, LeftRoom + 9.2 * Title.Length + 20),
        TopRoom + Math.Max(StripHeight, LabelRoom + Captions.Length * BarShare) + Bottom);

    private string[] Captions => Difference.Count > 0
        ? [ColorBar.Caption(Quantity, Unit), ColorBar.Caption("echo − out", Unit)]
        : [ColorBar.Caption(Quantity, Unit)];

    /// <summary>Height for a colour bar and the caption along it, which may be longer than a low strip is high.</summary>
    private double BarShare =>
        Math.Max((StripHeight - LabelRoom) / Captions.Length, Captions.Max(caption => PerLetter * caption.Length) + 10);

    private double LeftRoom => Stacked ? 24 : Left;

    private double TopRoom => Stacked ? Top + 22 : Top - 4;

    private protected override void Draw(ICanvas canvas)
    {
        if (Difference.Count > 0 && Echo.Count == 0)
        {
            throw new InvalidOperationException("a difference needs an echo to differ.");
        }

        var scale = Scale ?? FittedScale(Forward.Concat(Echo), Signed);
        canvas.Text(Title, LeftRoom, 26, new TextStyle(16, Rgb.Ink, Bold: true));
        for (var i = 0; i < Forward.Count; i++)
        {
            DrawFrame(canvas, scale, Forward[i], i, band: 0);
        }

        for (var i = 0; i < Echo.Count; i++)
        {
            DrawFrame(canvas, scale, Echo[i], Moments - 1 - i, band: 1);
        }

        var change = ColorScale.Fit(Difference.Select(f => f.Values), signed: true);
        for (var i = 0; i < Difference.Count; i++)
        {
            DrawFrame(canvas, change, Difference[i], i, band: 2);
        }

        DrawBandNames(canvas);
        DrawBar(canvas, scale, 0);
        if (Difference.Count > 0)
        {
            DrawBar(canvas, change, 1);
        }
    }

    private void DrawBar(ICanvas canvas, ColorScale scale, int place)
    {
        var (share, x) = (BarShare, LeftRoom + StripWidth + 18);
        var height = Math.Min(260, share - 24);
        ColorBar.Draw(
            canvas, scale, Captions[place], x, TopRoom + LabelRoom + place * share + (share - height) / 2, height);
    }

    private void DrawFrame(ICanvas canvas, ColorScale scale, FilmFrame frame, int moment, int band)
    {
        if (frame.Values.Length != Columns * Rows)
        {
            throw new InvalidOperationException(
                $"{Columns} × {Rows} cells need {Columns * Rows} values, but frame '{frame.Label}' has {frame.Values.Length}.");
        }

        var (x, y) = Stacked
            ? (LeftRoom + band * (FrameWidth + BandGap), TopRoom + moment * (FrameHeight + LabelRoom) + LabelRoom)
            : (LeftRoom + moment * (FrameWidth + Gap), TopRoom + band * (FrameHeight + LabelRoom + BandGap) + LabelRoom);
        canvas.Text(frame.Label, x, y - 5, new TextStyle(11, Rgb.Muted));
        canvas.Cells(CellGrid.Of(frame.Values, Columns, Rows, scale, Levels, Pool), x, y, FrameWidth, FrameHeight);
        ColorBar.Outline(canvas, x, y, FrameWidth, FrameHeight);
        if (Marked is { } marked)
        {
            DrawMark(canvas, marked, x, y);
        }
    }

    private void DrawMark(ICanvas canvas, CellRegion marked, double x, double y)
    {
        var (left, right) = (x + marked.Column * Cell, x + (marked.Column + marked.Columns) * Cell);
        var (top, bottom) = (y + marked.Row * Cell, y + (marked.Row + marked.Rows) * Cell);
        ReadOnlySpan<Point> outline =
            [new(left, top), new(right, top), new(right, bottom), new(left, bottom), new(left, top)];
        canvas.Polyline(outline, Mark, 1.4, dashed: true);
    }

    private void DrawBandNames(ICanvas canvas)
    {
        var names = BandNames ?? (Stacked ? ["out ↓", "echo ↑", "echo − out"] : ["out →", "← echo", "echo − out"]);
        for (var band = 0; band < Math.Min(Bands, names.Count); band++)
        {
            var (x, y) = Stacked
                ? (LeftRoom + band * (FrameWidth + BandGap), TopRoom - 1)
                : (8.0, TopRoom + band * (FrameHeight + LabelRoom + BandGap) + LabelRoom + FrameHeight / 2 + 4);
            canvas.Text(names[band], x, y, new TextStyle(Stacked ? 13 : 12, Rgb.Ink, Bold: true));
        }
    }

    /// <summary>Cells are averaged in square blocks until the file stays small.</summary>
    private int Pool
    {
        get
        {
            var pool = 1;
            while ((double)Columns * Rows / (pool * pool) * (Forward.Count + Echo.Count + Difference.Count) > MaximumCells)
            {
                pool++;
            }

            return pool;
        }
    }
}
