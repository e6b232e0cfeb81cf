using System.Globalization;
using System.Text;

namespace Loschmidt.Experiments.Figures;

/// <summary>Draws into SVG text: no outside reference, no binary part, equal figures give equal bytes.</summary>
internal sealed class SvgCanvas : ICanvas
{
    private readonly StringBuilder _body = new();
    private readonly double _width;
    private readonly double _height;
    private readonly string _title;
    private readonly string _hatching;
    private bool _hatched;

    /// <summary>An empty picture.</summary>
    /// <param name="width">Width.</param>
    /// <param name="height">Height.</param>
    /// <param name="title">What it is, for those who cannot see it.</param>
    /// <param name="suffix">Keeps apart the identifiers of several pictures in one document.</param>
    public SvgCanvas(double width, double height, string title, string suffix = "")
    {
        _hatching = "no-number" + suffix;
        _width = width;
        _height = height;
        _title = title;
    }

    public void Rectangle(double x, double y, double width, double height, Rgb fill) =>
        Line($"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\" fill=\"{fill.Hex}\"/>");

    public void Polyline(ReadOnlySpan<Point> points, Rgb stroke, double width, bool dashed = false)
    {
        var dash = dashed ? " stroke-dasharray=\"6 4\"" : "";
        _body.Append($"<path fill=\"none\" stroke=\"{stroke.Hex}\" stroke-width=\"{N(width)}\"{dash} d=\"");
        for (var i = 0; i < points.Length; i++)
        {
            _body.Append(i == 0 ? 'M' : 'L').Append(N(points[i].X)).Append(' ').Append(N(points[i].Y));
        }

        Line("\"/>");
    }

    public void Disc(double x, double y, double radius, Rgb fill) =>
        Line($"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\" fill=\"{fill.Hex}\"/>");

    public void Text(string text, double x, double y, TextStyle style)
    {
        var anchor = style.Anchor switch
        {
            Anchor.Middle => " text-anchor=\"middle\"",
            Anchor.End => " text-anchor=\"end\"",
            _ => "",
        };
        var weight = style.Bold ? " font-weight=\"600\"" : "";
        var turn = style.Upright ? $" transform=\"rotate(-90 {N(x)} {N(y)})\"" : "";
        Line($"<text x=\"{N(x)}\" y=\"{N(y)}\" font-size=\"{N(style.Size)}\" fill=\"{style.Color.Hex}\""
            + $"{anchor}{weight}{turn}>{XmlText.Escape(text)}</text>");
    }

    public void Cells(CellGrid grid, double x, double y, double width, double height)
    {
        // Cells are strokes of width one along rows, one path a colour: about nine bytes a run. Rows overlap by a hair,
        // because a viewer that smooths edges would otherwise let the background shine through.
        var background = grid.CommonLevel();
        _body.Append($"<g transform=\"translate({N(x)} {N(y)}) scale({N5(width / grid.Columns)} {N5(height / grid.Rows)})\"");
        var overlap = Math.Min(0.04, 0.5 * grid.Rows / height); // but by no more than half a pixel where cells are large
        Line($" fill=\"none\" stroke-width=\"{N5(1 + overlap)}\" shape-rendering=\"crispEdges\">");
        Line($"<rect width=\"{grid.Columns}\" height=\"{grid.Rows}\" fill=\"{Paint(grid, background)}\"/>");
        foreach (var (level, runs) in Runs(grid, background))
        {
            Line($"<path stroke=\"{Paint(grid, level)}\" d=\"{runs}\"/>");
        }

        Line("</g>");
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{N(_width)}\" height=\"{N(_height)}\" ");
        text.Append($"viewBox=\"0 0 {N(_width)} {N(_height)}\" role=\"img\" ");
        text.Append("font-family=\"'Helvetica Neue',Helvetica,Arial,'DejaVu Sans',sans-serif\">\n");
        text.Append($"<title>{XmlText.Escape(_title)}</title>\n");
        if (_hatched)
        {
            text.Append($"<defs><pattern id=\"{_hatching}\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" ");
            text.Append("patternTransform=\"rotate(45) scale(.25)\"><rect width=\"4\" height=\"4\" fill=\"#d9dce1\"/>");
            text.Append("<rect width=\"2\" height=\"4\" fill=\"#8a909b\"/></pattern></defs>\n");
        }

        return text.Append(_body).Append("</svg>\n").ToString();
    }

    private static IEnumerable<(int Level, string Runs)> Runs(CellGrid grid, int background)
    {
        var paths = new StringBuilder?[grid.Palette.Length + 1];
        for (var row = 0; row < grid.Rows; row++)
        {
            var levels = grid.Levels.AsSpan(row * grid.Columns, grid.Columns);
            for (var start = 0; start < levels.Length;)
            {
                var end = start + 1;
                while (end < levels.Length && levels[end] == levels[start])
                {
                    end++;
                }

                if (levels[start] != background)
                {
                    var path = paths[levels[start] + 1] ??= new StringBuilder();
                    path.Append(CultureInfo.InvariantCulture, $"M{start} {row}.5h{end - start}");
                }

                start = end;
            }
        }

        for (var i = 0; i < paths.Length; i++)
        {
            if (paths[i] is { } path)
            {
                yield return (i - 1, path.ToString());
            }
        }
    }

    private string Paint(CellGrid grid, int level)
    {
        if (level >= 0)
        {
            return grid.Palette[level].Hex;
        }

        _hatched = true;
        return $"url(#{_hatching})";
    }

    private void Line(string text) => _body.Append(text).Append('\n');

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string N5(double value) => value.ToString("0.#####", CultureInfo.InvariantCulture);
}
