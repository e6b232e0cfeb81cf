namespace Loschmidt.Experiments.Figures;

/// <summary>One moment of a filmstrip.</summary>
/// <param name="Label">When it is, such as <c>t = 12.5</c>.</param>
/// <param name="Values">[height × width], row by row, the first row on top.</param>
public sealed record FilmFrame(string Label, double[] Values);
