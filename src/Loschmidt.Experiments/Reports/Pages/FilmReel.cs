using Loschmidt.Experiments.Figures;

namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>An echo as small pictures, one a moment, under the colours of its filmstrip.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Width">Width in CSS pixels.</param>
/// <param name="Height">Height in CSS pixels.</param>
/// <param name="Frames">What each moment is, and its PNG file.</param>
internal sealed record FilmReel(string Title, int Width, int Height, IReadOnlyList<(string Label, byte[] Png)> Frames)
{
    private const int MostCells = 16_000, Widest = 600, Highest = 420;

    /// <summary>The way out, then the way home.</summary>
    public static FilmReel Of(string title, EchoFilm film)
    {
        var shape = film.Shape;
        var scale = Filmstrip.FittedScale(film.Forward.Concat(film.Echo), shape.Signed);
        var pool = 1;
        while ((double)shape.Width * shape.Height / (pool * pool) > MostCells)
        {
            pool++;
        }

        var zoom = Math.Min((double)Widest / shape.Width, (double)Highest / shape.Height);
        return new FilmReel(
            title, Math.Max(1, (int)(zoom * shape.Width)), Math.Max(1, (int)(zoom * shape.Height)),
            [
                .. film.Forward.Select(frame => ($"out, {frame.Label}", Paint(frame))),
                .. film.Echo.Select(frame => ($"home, {frame.Label}", Paint(frame))),
            ]);

        byte[] Paint(FilmFrame frame)
        {
            var grid = CellGrid.Of(frame.Values, shape.Width, shape.Height, scale, Filmstrip.Levels, pool);
            return Png.Encode(
                Array.ConvertAll(grid.Levels, level => (byte)(level >= 0 ? level : grid.Palette.Length)),
                [.. grid.Palette, Rgb.Rule], // the last colour stands for what is no number
                grid.Columns, grid.Rows);
        }
    }

    /// <summary>The player, hidden until its script shows it.</summary>
    public void Write(HtmlWriter html)
    {
        using (html.In("div", ("class", "player"), ("hidden", "hidden"), ("role", "group"), ("aria-label", Title)))
        {
            for (var i = 0; i < Frames.Count; i++)
            {
                var (label, png) = Frames[i];
                html.Void(
                    "img", ("alt", label), ("width", $"{Width}"), ("height", $"{Height}"),
                    ("src", "data:image/png;base64," + Convert.ToBase64String(png)));
            }

            using (html.In("div", ("class", "controls")))
            {
                html.Element("button", "◀", ("type", "button"), ("aria-label", "one picture back"))
                    .Element("button", "Play", ("type", "button"))
                    .Element("button", "▶", ("type", "button"), ("aria-label", "one picture on"))
                    .Void(
                        "input", ("type", "range"), ("min", "0"), ("max", $"{Frames.Count - 1}"), ("value", "0"), ("step", "1"),
                        ("aria-label", "moment"))
                    .Element("output", "", ("aria-live", "off"));
            }
        }
    }
}
