namespace Loschmidt.Learning;

/// <summary>Which combination of the phases of two driven modes nothing pins.</summary>
public enum FreePhase
{
    /// <summary>θ = φ₁ − φ₂, left free by the two-mode drive βα₁α₂ + c.c., which pins the sum.</summary>
    Difference,

    /// <summary>θ = φ₁ + φ₂, left free by the exchange βα₁*α₂ + c.c. that the paper prints, which pins the difference.</summary>
    Sum,
}
