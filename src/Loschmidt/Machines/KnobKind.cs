namespace Loschmidt.Machines;

/// <summary>What a parameter of a scattering machine turns.</summary>
public enum KnobKind
{
    /// <summary>Δ of a mode.</summary>
    Detuning,

    /// <summary>Re J between two modes, moved together with its transpose.</summary>
    Coupling,

    /// <summary>Im J_ab = −Im J_ba, a synthetic magnetic field.</summary>
    Flux,

    /// <summary>κ of a mode's port.</summary>
    PortRate,

    /// <summary>φ of the quadrature that an output is read in.</summary>
    Quadrature,
}
