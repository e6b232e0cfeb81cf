namespace Loschmidt.Spins;

/// <summary>A rectangle of spins and the bonds of nearest neighbours; spin = row × columns + column.</summary>
/// <param name="Rows">Spins across.</param>
/// <param name="Columns">Spins along.</param>
internal sealed record SpinStrip(int Rows, int Columns)
{
    /// <summary>Number of spins.</summary>
    public int Spins => Rows * Columns;

    /// <summary>Bonds, first those along the strip, then those across; each points away from spin 0.</summary>
    public IReadOnlyList<(int From, int To)> Bonds { get; } =
    [
        .. from row in Enumerable.Range(0, Rows)
           from column in Enumerable.Range(0, Columns - 1)
           select ((row * Columns) + column, (row * Columns) + column + 1),
        .. from row in Enumerable.Range(0, Rows - 1)
           from column in Enumerable.Range(0, Columns)
           select ((row * Columns) + column, ((row + 1) * Columns) + column),
    ];

    /// <summary>The spin at the first (0) or last (1) row of a column.</summary>
    public int Corner(int which, int column) => (which * (Rows - 1) * Columns) + column;

    /// <summary>Whether a spin is a black square of the chessboard; neighbours never have the same colour.</summary>
    public bool IsBlack(int spin) => ((spin / Columns) + (spin % Columns)) % 2 == 0;
}
