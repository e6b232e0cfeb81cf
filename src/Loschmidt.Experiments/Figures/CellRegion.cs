namespace Loschmidt.Experiments.Figures;

/// <summary>A rectangle of cells.</summary>
/// <param name="Column">Its first column.</param>
/// <param name="Row">Its first row.</param>
/// <param name="Columns">How many columns.</param>
/// <param name="Rows">How many rows.</param>
public sealed record CellRegion(int Column, int Row, int Columns, int Rows);
