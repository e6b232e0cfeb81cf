namespace Loschmidt.Experiments.Figures;

/// <summary>A curve of a chart.</summary>
/// <param name="Name">Its name in the legend; empty keeps it out.</param>
/// <param name="X">Abscissae, in order.</param>
/// <param name="Y">Ordinates; the curve is broken where one is no number.</param>
/// <param name="Style">How it is drawn.</param>
public sealed record Series(string Name, double[] X, double[] Y, SeriesStyle Style = SeriesStyle.Line);
