namespace Loschmidt.Experiments.Figures;

/// <summary>Draws into pixels; lines, discs and letters have smooth edges, cells and rectangles sharp ones.</summary>
internal sealed class RasterCanvas : ICanvas
{
    private readonly byte[] _pixels;
    private readonly int _zoom;

    public RasterCanvas(int width, int height, int zoom)
    {
        Width = width * zoom;
        Height = height * zoom;
        _zoom = zoom;
        _pixels = new byte[3 * Width * Height];
        Array.Fill(_pixels, (byte)255);
    }

    public int Width { get; }

    public int Height { get; }

    public ReadOnlySpan<byte> Pixels => _pixels;

    public void Rectangle(double x, double y, double width, double height, Rgb fill)
    {
        var (left, right) = (Edge(x, Width), Edge(x + width, Width));
        var (top, bottom) = (Edge(y, Height), Edge(y + height, Height));
        for (var v = top; v < bottom; v++)
        {
            for (var u = left; u < right; u++)
            {
                Put(u, v, fill);
            }
        }
    }

    public void Polyline(ReadOnlySpan<Point> points, Rgb stroke, double width, bool dashed = false)
    {
        var travelled = 0.0;
        for (var i = 1; i < points.Length; i++)
        {
            var (from, to) = (Crisp(points[i - 1], width), Crisp(points[i], width));
            Segment(from, to, stroke, width * _zoom, dashed ? travelled : double.NaN);
            travelled += Math.Sqrt(Square(to.X - from.X) + Square(to.Y - from.Y));
        }
    }

    public void Disc(double x, double y, double radius, Rgb fill)
    {
        var center = new Point(x * _zoom, y * _zoom);
        Segment(center, center, fill, 2 * radius * _zoom, double.NaN);
    }

    public void Text(string text, double x, double y, TextStyle style)
    {
        var unit = 0.72 * style.Size / StrokeFont.CapHeight;
        var shift = style.Anchor switch
        {
            Anchor.Middle => -0.5 * unit * StrokeFont.Width(text),
            Anchor.End => -unit * StrokeFont.Width(text),
            _ => 0,
        };
        var weight = style.Size * (style.Bold ? 0.13 : 0.095) * _zoom;
        foreach (var stroke in StrokeFont.Strokes(text))
        {
            for (var i = Math.Min(1, stroke.Length - 1); i < stroke.Length; i++)
            {
                Segment(Place(stroke[Math.Max(0, i - 1)]), Place(stroke[i]), style.Color, weight, double.NaN);
            }
        }

        Point Place(Point p)
        {
            var (along, down) = (shift + unit * p.X, unit * p.Y);
            return style.Upright
                ? new Point((x + down) * _zoom, (y - along) * _zoom)
                : new Point((x + along) * _zoom, (y + down) * _zoom);
        }
    }

    public void Cells(CellGrid grid, double x, double y, double width, double height)
    {
        var (left, right) = (Edge(x, Width), Edge(x + width, Width));
        var (top, bottom) = (Edge(y, Height), Edge(y + height, Height));
        for (var v = top; v < bottom; v++)
        {
            var row = Math.Min(grid.Rows - 1, (int)((v - top) * (long)grid.Rows / (bottom - top)));
            for (var u = left; u < right; u++)
            {
                var column = Math.Min(grid.Columns - 1, (int)((u - left) * (long)grid.Columns / (right - left)));
                var level = grid.Levels[row * grid.Columns + column];
                Put(u, v, level >= 0 ? grid.Palette[level] : Hatch(u, v));
            }
        }
    }

    private static Rgb Hatch(int u, int v) => (u + v) / 3 % 2 == 0 ? new Rgb(217, 220, 225) : new Rgb(138, 144, 155);

    /// <summary>One-pixel rules are moved onto the middle of pixels, where they are sharp.</summary>
    private Point Crisp(Point p, double width) => width <= 1
        ? new Point(Math.Floor(p.X * _zoom) + 0.5 * (_zoom & 1), Math.Floor(p.Y * _zoom) + 0.5 * (_zoom & 1))
        : new Point(p.X * _zoom, p.Y * _zoom);

    /// <summary>Paints all pixels nearer than half a width to a segment, those at the edge in part.</summary>
    private void Segment(Point from, Point to, Rgb stroke, double width, double dashStart)
    {
        var reach = width / 2 + 1;
        var left = Math.Max(0, (int)Math.Floor(Math.Min(from.X, to.X) - reach));
        var right = Math.Min(Width - 1, (int)Math.Ceiling(Math.Max(from.X, to.X) + reach));
        var top = Math.Max(0, (int)Math.Floor(Math.Min(from.Y, to.Y) - reach));
        var bottom = Math.Min(Height - 1, (int)Math.Ceiling(Math.Max(from.Y, to.Y) + reach));
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length2 = dx * dx + dy * dy;
        for (var v = top; v <= bottom; v++)
        {
            for (var u = left; u <= right; u++)
            {
                var (px, py) = (u + 0.5 - from.X, v + 0.5 - from.Y);
                var along = length2 > 0 ? Math.Clamp((px * dx + py * dy) / length2, 0, 1) : 0;
                if (!double.IsNaN(dashStart) && (dashStart + along * Math.Sqrt(length2)) % (10 * _zoom) > 6 * _zoom)
                {
                    continue;
                }

                var distance = Math.Sqrt(Square(px - along * dx) + Square(py - along * dy));
                var coverage = Math.Clamp(width / 2 + 0.5 - distance, 0, 1);
                if (coverage > 0)
                {
                    Put(u, v, At(u, v).Blend(stroke, coverage));
                }
            }
        }
    }

    private int Edge(double position, int limit) => Math.Clamp((int)Math.Round(position * _zoom), 0, limit);

    private Rgb At(int u, int v)
    {
        var at = 3 * (v * Width + u);
        return new Rgb(_pixels[at], _pixels[at + 1], _pixels[at + 2]);
    }

    private void Put(int u, int v, Rgb color)
    {
        var at = 3 * (v * Width + u);
        (_pixels[at], _pixels[at + 1], _pixels[at + 2]) = (color.R, color.G, color.B);
    }

    private static double Square(double x) => x * x;
}
