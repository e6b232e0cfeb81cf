namespace Loschmidt.Reversal;

/// <summary>Sign of the swap that brings the conjugated field back from its ancilla.</summary>
public enum SwapSign
{
    /// <summary>χ_s t = −π/2 leaves +Φ*: a time reversal for every Hamiltonian that is even in momenta.</summary>
    Negative,

    /// <summary>χ_s t = +π/2, as printed in the paper, leaves −Φ*: as good where H is even under Φ → −Φ, wrong for χ(2) and for Θ.</summary>
    Positive,
}
