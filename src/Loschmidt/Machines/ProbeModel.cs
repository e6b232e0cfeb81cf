namespace Loschmidt.Machines;

/// <summary>What a weak error signal, sent back through a nonlinear medium that the forward light has prepared, is taken to feel there.</summary>
/// <remarks>
/// The true error signal of a Kerr medium obeys, backwards, iλ̇ = (… + χθ)λ + 2g|Ψ|²λ + gΨ²λ*, and that of a saturating activation
/// Ψ′ = T(r)Ψ, r = |Ψ|, meets d(Tr)/dr along Ψ and T across it. No probe does either.
/// </remarks>
public enum ProbeModel
{
    /// <summary>A counter-propagating probe of another beam: cross-phase modulation 2g|Ψ|² without the mixing term; at an activation
    /// its transmission is matched to the slope, d(Tr)/dr, whatever its phase.</summary>
    /// <remarks>K. Wagner, D. Psaltis, Appl. Opt. 26 (1987) 5061.</remarks>
    Weak,

    /// <summary>A probe that feels what the pump feels: the phase g|Ψ|², the transmission T.</summary>
    /// <remarks>X. Guo, T. D. Barrett, Z. M. Wang, A. I. Lvovsky, Photon. Res. 9 (2021) B71.</remarks>
    Pumped,
}
