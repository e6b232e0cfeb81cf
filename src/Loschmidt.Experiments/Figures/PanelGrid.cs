namespace Loschmidt.Experiments.Figures;

/// <summary>Several figures in one, two in a row.</summary>
public sealed record PanelGrid : Figure
{
    private const int Columns = 2;

    /// <summary>The figures, row by row; all as large as the first.</summary>
    public required IReadOnlyList<Figure> Panels { get; init; }

    private protected override (double Width, double Height) Size => Panels.Count == 0
        ? (1, 1)
        : (Panels[0].Extent.Width * Math.Min(Columns, Panels.Count), Panels[0].Extent.Height * ((Panels.Count + Columns - 1) / Columns));

    private protected override void Draw(ICanvas canvas)
    {
        for (var i = 0; i < Panels.Count; i++)
        {
            var (row, column) = Math.DivRem(i, Columns);
            Panels[i].DrawOn(new ShiftedCanvas(canvas, column * Panels[0].Extent.Width, row * Panels[0].Extent.Height));
        }
    }
}
