using System.Numerics;
using System.Runtime.Intrinsics;

namespace Loschmidt.Sequences.Units;

/// <summary>V(φ; s) of independent oscillators, a vector of them at a time, with what every way to take a gradient
/// asks of it.</summary>
/// <remarks>
/// Pointers called c lead to the coefficients of a vector of oscillators and then to their products with −h, those
/// called sums to what is accumulated for them: one vector after the other, in the order of the coefficients.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe interface IPotential<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Coefficients of V.</summary>
    static abstract int Coefficients { get; }

    /// <summary>Whether V is quadratic in φ and s, so that its force is linear.</summary>
    static abstract bool IsQuadratic { get; }

    /// <summary>∂²V/∂φ² where V is quadratic; not a number where it is not.</summary>
    /// <param name="c">Coefficients of one oscillator.</param>
    static abstract double Stiffness(ReadOnlySpan<double> c);

    /// <summary>−∂V/∂φ.</summary>
    static abstract Vector512<T> Force(Vector512<T> phi, Vector512<T> s, T* c);

    /// <summary>π + h F(φ), F the force.</summary>
    static abstract Vector512<T> Kick<TIncrement>(
        Vector512<T> pi, Vector512<T> phi, Vector512<T> s, Vector512<T> h, T* c)
        where TIncrement : struct, IIncrement<T>;

    /// <summary>∂V/∂c for every coefficient and then ∂V/∂s, overwriting <paramref name="heard"/>; returns V.</summary>
    static abstract Vector512<T> Listen(Vector512<T> phi, Vector512<T> s, T* c, T* heard);

    /// <summary>Kicks the pair φ = m ± ε d; what <see cref="Gradient"/> needs is <b>added</b> to the sums.</summary>
    /// <remarks>At a finite ε not an approximation, but the differences of <see cref="Listen"/> written without
    /// subtracting nearly equal numbers.</remarks>
    /// <param name="x">The pair, its momenta advanced.</param>
    /// <param name="d">φ of the difference at the half step.</param>
    /// <param name="s">s.</param>
    /// <param name="h">h.</param>
    /// <param name="epsilon">ε; not read in the limit.</param>
    /// <param name="c">Coefficients.</param>
    /// <param name="sums">Accumulated.</param>
    /// <returns>∂C/∂s = −h D[∂V/∂s], D the difference over 2ε.</returns>
    static abstract Vector512<T> Kick<TEpsilon, TIncrement>(
        ref UnitPair<T> x, Vector512<T> d, Vector512<T> s, Vector512<T> h, Vector512<T> epsilon, T* c,
        ref UnitSums<T> sums)
        where TEpsilon : struct, IEpsilon
        where TIncrement : struct, IIncrement<T>;

    /// <summary>Overwrites ∂C/∂c of one oscillator, −h Σ D[∂V/∂c], from its sums; returns Σ D[V].</summary>
    static abstract double Gradient(
        double h, ReadOnlySpan<double> c, ReadOnlySpan<double> sums, Span<double> gradient);

    /// <summary>Transposed derivative of the force: ∂C/∂c is <b>added</b> to the sums.</summary>
    /// <param name="phi">φ.</param>
    /// <param name="s">s.</param>
    /// <param name="error">∂C/∂force.</param>
    /// <param name="c">Coefficients.</param>
    /// <param name="sums">Accumulated.</param>
    /// <returns>∂C/∂φ and ∂C/∂s through the force.</returns>
    static abstract (Vector512<T> Phi, Vector512<T> Drive) PullBack(
        Vector512<T> phi, Vector512<T> s, Vector512<T> error, T* c, T* sums);
}
