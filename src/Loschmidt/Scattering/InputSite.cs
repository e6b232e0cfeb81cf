namespace Loschmidt.Scattering;

/// <summary>Where a number of the input detunes a mode: Δ = θ + Shift + Scale·x.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="Feature">Which number of the sample.</param>
/// <param name="Scale">Detuning per unit of input.</param>
/// <param name="Shift">Detuning at input 0.</param>
public readonly record struct InputSite(int Mode, int Feature, double Scale, double Shift);
