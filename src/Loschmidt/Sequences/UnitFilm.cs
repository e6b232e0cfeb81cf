namespace Loschmidt.Sequences;

/// <summary>A layer of oscillators on its way out and home.</summary>
/// <param name="Oscillators">Real oscillators P.</param>
/// <param name="Out">φ after every step of the way out, [steps × P], oscillators innermost.</param>
/// <param name="Home">φ at the same moments, as the way home retraced it, [steps × P].</param>
/// <param name="Readings">On the way home, from the turning point back.</param>
public sealed record UnitFilm(int Oscillators, double[] Out, double[] Home, IReadOnlyList<UnitReading> Readings);
