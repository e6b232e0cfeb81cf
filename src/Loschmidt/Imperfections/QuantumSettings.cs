using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Imperfections;

/// <summary>Light comes in photons: vacuum in every mode, and the noise of a mirror that amplifies; without limit of photons it is classical.</summary>
/// <remarks>
/// Truncated Wigner: the field is a sample of the symmetrically ordered distribution, moved by the classical equations. Good while photons
/// are many compared with modes.
/// <para>The size of the vacuum: ⟨|ξ|²⟩ = Σ|Ψ|²/2N for every mode, Σ|Ψ|² of the sample as it enters.</para>
/// </remarks>
public sealed record QuantumSettings
{
    /// <summary>N: photons that Σ|Ψ|² of a sample stands for as it enters, so that vacuum is half of one in every mode; 0 is without limit.</summary>
    [Range(0, 1e30), Description("photons N of a sample as it enters; the vacuum is half a photon in every mode, 1/2N of the sample's energy; 0 is without limit")]
    public double PhotonsPerPulse { get; init; }

    /// <summary>Whether the reversal is a two-mode squeezing, Ψ → Ψ* + √2 Ξ₀, Ξ₀ the vacuum of its ancilla; otherwise it adds nothing.</summary>
    [Description("the reversal squeezes with an ancilla, whose own vacuum it adds, amplified: Psi -> Psi* + sqrt(2) Xi_0; false is a mirror that adds nothing")]
    public bool AmplifiedAncilla { get; init; } = true;
}
