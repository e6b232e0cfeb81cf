namespace Loschmidt.Experiments.Figures;

/// <summary>A line of a <see cref="LayerDrawing"/>.</summary>
/// <param name="FromLayer">Column of one end.</param>
/// <param name="From">Its place in the column, from the top.</param>
/// <param name="ToLayer">Column of the other end.</param>
/// <param name="To">Its place.</param>
/// <param name="Strength">Sign and size.</param>
public readonly record struct DrawnLink(int FromLayer, int From, int ToLayer, int To, double Strength);
