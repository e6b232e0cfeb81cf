namespace Loschmidt.Experiments.Figures;

/// <summary>A network drawn as columns of discs with lines between them: what is strong is dark, what is negative has the other colour.</summary>
public sealed record LayerDrawing : Figure
{
    private const double Left = 40, Top = 64, Bottom = 52, Gap = 24;
    private const int Bends = 12;

    /// <summary>The columns, from left to right: a name and a value for every disc, top to bottom.</summary>
    public required IReadOnlyList<(string Name, double[] Values)> Layers { get; init; }

    /// <summary>The lines: column and place of both ends, and the strength.</summary>
    public required IReadOnlyList<DrawnLink> Links { get; init; }

    /// <summary>What the colour of a disc means.</summary>
    public required string Quantity { get; init; }

    /// <summary>Most lines that are drawn; the strongest are.</summary>
    public int MostLinks { get; init; } = 400;

    /// <summary>Width in CSS pixels.</summary>
    public int Width { get; init; } = 760;

    /// <summary>Height in CSS pixels.</summary>
    public int Height { get; init; } = 520;

    private protected override (double Width, double Height) Size => (Width, Height);

    private protected override void Draw(ICanvas canvas)
    {
        canvas.Text(Title, Left, 26, new TextStyle(16, Rgb.Ink, Bold: true));
        var strongest = Links.Select(link => Math.Abs(link.Strength)).DefaultIfEmpty(0).Max();
        // The strongest of all, weak ones first so that they lie below.
        var drawn = Links.OrderByDescending(link => Math.Abs(link.Strength)).Take(MostLinks).Reverse();
        foreach (var link in drawn)
        {
            Line(canvas, link, strongest > 0 ? link.Strength / strongest : 0);
        }

        var scale = ColorScale.Fit(Layers.Select(layer => layer.Values), signed: true);
        for (var column = 0; column < Layers.Count; column++)
        {
            var (name, values) = Layers[column];
            for (var place = 0; place < values.Length; place++)
            {
                var at = Place(column, place);
                var radius = Math.Clamp(0.42 * (Height - Top - Bottom) / values.Length, 1.2, 9);
                canvas.Disc(at.X, at.Y, radius + 0.7, Rgb.Rule);
                canvas.Disc(at.X, at.Y, radius, double.IsFinite(values[place]) ? scale.At(values[place]) : Rgb.Grid);
            }

            canvas.Text($"{name} ({values.Length})", Place(column, 0).X, Height - 22, new TextStyle(12, Rgb.Ink, Anchor.Middle));
        }

        ColorBar.Draw(canvas, scale, Quantity, Width - ColorBar.Room, Top, Height - Top - Bottom);
    }

    private void Line(ICanvas canvas, DrawnLink link, double share)
    {
        var (from, to) = (Place(link.FromLayer, link.From), Place(link.ToLayer, link.To));
        var color = ColorScale.Fit([[-1, 1]], signed: true).At(share);
        if (link.FromLayer != link.ToLayer)
        {
            ReadOnlySpan<Point> straight = [from, to];
            canvas.Polyline(straight, color, 0.2 + 0.9 * Math.Abs(share));
            return;
        }

        // Within a layer a line would lie on the discs: bow it.
        Span<Point> bow = stackalloc Point[Bends + 1];
        for (var bend = 0; bend <= Bends; bend++)
        {
            var t = (double)bend / Bends;
            bow[bend] = new Point(from.X + Math.Sin(Math.PI * t) * (14 + 0.25 * Math.Abs(to.Y - from.Y)), from.Y + t * (to.Y - from.Y));
        }

        canvas.Polyline(bow, color, 0.2 + 0.9 * Math.Abs(share));
    }

    private Point Place(int layer, int place)
    {
        var width = Width - Left - ColorBar.Room - 2 * Gap;
        var count = Layers[layer].Values.Length;
        return new Point(
            Left + Gap + (Layers.Count == 1 ? width / 2 : width * layer / (Layers.Count - 1)),
            Top + (Height - Top - Bottom) * (count == 1 ? 0.5 : (place + 0.5) / count));
    }
}
