namespace Loschmidt.Fields;

/// <summary>How the Laplacian of a lattice treats short waves.</summary>
public enum Dispersion
{
    /// <summary>
    /// ∇² → −k² for every mode: the continuum's dispersion up to the shortest wave the lattice holds.
    /// </summary>
    Spectral,

    /// <summary>
    /// ∇² → −(4/h²) sin²(kh/2): hopping between neighbours; a carrier with kh ≳ ½ travels visibly slower.
    /// </summary>
    TightBinding,
}
