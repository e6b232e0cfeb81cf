namespace Loschmidt.Experiments.Figures;

/// <summary>Something to draw on, in units of CSS pixels, y downwards.</summary>
/// <remarks>One description of a figure serves two kinds of file, so that they cannot drift apart.</remarks>
internal interface ICanvas
{
    /// <summary>A filled rectangle.</summary>
    void Rectangle(double x, double y, double width, double height, Rgb fill);

    /// <summary>A line through points.</summary>
    void Polyline(ReadOnlySpan<Point> points, Rgb stroke, double width, bool dashed = false);

    /// <summary>A filled disc.</summary>
    void Disc(double x, double y, double radius, Rgb fill);

    /// <summary>A line of text; <paramref name="y"/> is its baseline. Upright text reads upwards.</summary>
    void Text(string text, double x, double y, TextStyle style);

    /// <summary>A field of cells stretched over a rectangle; cells without a number are hatched in grey.</summary>
    void Cells(CellGrid grid, double x, double y, double width, double height);
}

/// <summary>A place on a canvas.</summary>
internal readonly record struct Point(double X, double Y);

/// <summary>Which part of a text stands at its position.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>How a text looks.</summary>
internal readonly record struct TextStyle(
    double Size, Rgb Color, Anchor Anchor = Anchor.Start, bool Bold = false, bool Upright = false);
