namespace Loschmidt.Experiments.Figures;

/// <summary>A part of a canvas with an origin of its own.</summary>
internal sealed class ShiftedCanvas(ICanvas whole, double left, double top) : ICanvas
{
    public void Rectangle(double x, double y, double width, double height, Rgb fill) => whole.Rectangle(left + x, top + y, width, height, fill);

    public void Polyline(ReadOnlySpan<Point> points, Rgb stroke, double width, bool dashed = false)
    {
        var moved = new Point[points.Length];
        for (var i = 0; i < moved.Length; i++)
        {
            moved[i] = new Point(left + points[i].X, top + points[i].Y);
        }

        whole.Polyline(moved, stroke, width, dashed);
    }

    public void Disc(double x, double y, double radius, Rgb fill) => whole.Disc(left + x, top + y, radius, fill);

    public void Text(string text, double x, double y, TextStyle style) => whole.Text(text, left + x, top + y, style);

    public void Cells(CellGrid grid, double x, double y, double width, double height) => whole.Cells(grid, left + x, top + y, width, height);
}
