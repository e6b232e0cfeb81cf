namespace Loschmidt.Scattering;

/// <summary>How the linear equations of a scattering network are solved; results agree to rounding.</summary>
public enum SolverKind
{
    /// <summary>The cheapest that the network permits, by counting operations.</summary>
    Auto,

    /// <summary>Eliminates the input modes, which are not coupled among themselves, then the rest layer by layer.</summary>
    Layered,

    /// <summary>Eliminates everything but the input modes once per θ; per sample a matrix as large as the input is left.</summary>
    LowRank,

    /// <summary>Pivoted elimination of all modes for every sample: the reference, and for networks with undamped modes or complex couplings.</summary>
    Dense,
}
