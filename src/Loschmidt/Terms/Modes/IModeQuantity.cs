using System.Numerics;
using System.Runtime.Intrinsics;

namespace Loschmidt.Terms.Modes;

/// <summary>
/// A function K of one or two modes whose Hamiltonian flow has a closed form: q̇ = ∂K/∂p, ṗ = −∂K/∂q for a time τ.
/// </summary>
/// <remarks>
/// Lane functions are vectors over samples; the pull-back is scalar and written out once more from the equations,
/// because it is the reference against which the others are checked.
/// </remarks>
internal interface IModeQuantity
{
    /// <summary>Modes coupled by one element: 1 or 2.</summary>
    static abstract int Modes { get; }

    /// <summary>Quanta that one of the second mode is worth, counted in those of the first, where K conserves |Ψ₁|² + w|Ψ₂|²; NaN where it conserves no such sum.</summary>
    static virtual double Worth => 1;

    /// <summary>What the flow needs of τ alone, in double: (cos, sin), (cosh, sinh), or τ itself.</summary>
    static abstract (double A, double B) Factors(double τ);

    /// <summary>K.</summary>
    static abstract Vector512<T> Value<T>(in ModeLanes<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>x ← exp(τ{·,K}) x with the factors of τ.</summary>
    static abstract void Flow<T>(ref ModeLanes<T> x, Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Flow of x and derivative of the flow along (dx, dτ); returns dK along dx before the flow.</summary>
    static abstract Vector512<T> Tangent<T>(
        ref ModeLanes<T> x, ref ModeLanes<T> dx, Vector512<T> a, Vector512<T> b, Vector512<T> dτ)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Transposed derivative of (x, τ) → (flow, κK): λ after becomes λ before.</summary>
    /// <param name="x">State before the flow.</param>
    /// <param name="λ">Cotangents, replaced.</param>
    /// <param name="τ">Duration.</param>
    /// <param name="κ">Cotangent of K.</param>
    /// <returns>The cotangent of τ, and K.</returns>
    static abstract (double Time, double K) PullBack(in ModeValues x, ref ModeValues λ, double τ, double κ);
}
