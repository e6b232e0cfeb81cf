namespace Loschmidt.Experiments.Figures;

/// <summary>Several figures in one, side by side or one below the other.</summary>
public sealed record PanelGrid : Figure
{
    /// <summary>The figures, row by row; all as large as the first.</summary>
    public required IReadOnlyList<Figure> Panels { get; init; }

    /// <summary>Figures in a row.</summary>
    public int InARow { get; init; } = 2;

    /// <summary>Room between figures side by side, for pictures whose key ends where the next one's axis begins.</summary>
    public double Gap { get; init; }

    private protected override (double Width, double Height) Size => Panels.Count == 0
        ? (1, 1)
        : ((Panels[0].Extent.Width * Math.Min(InARow, Panels.Count)) + (Gap * (Math.Min(InARow, Panels.Count) - 1)), Panels[0].Extent.Height * ((Panels.Count + InARow - 1) / InARow));

    private protected override void Draw(ICanvas canvas)
    {
        for (var i = 0; i < Panels.Count; i++)
        {
            var (row, column) = Math.DivRem(i, InARow);
            Panels[i].DrawOn(new ShiftedCanvas(canvas, column * (Panels[0].Extent.Width + Gap), row * Panels[0].Extent.Height));
        }
    }
}
