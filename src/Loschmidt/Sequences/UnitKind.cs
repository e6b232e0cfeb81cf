namespace Loschmidt.Sequences;

/// <summary>Which oscillators a layer is made of.</summary>
public enum UnitKind
{
    /// <summary>Harmonic oscillators, H = π²/2 + A φ²/2 − s φ.</summary>
    Linear,

    /// <summary>Anharmonic oscillators, H = π²/2 + α φ²/2 + (c/w) ln cosh(w φ + s + b).</summary>
    Nonlinear,
}
