using System.Numerics;
using System.Runtime.Intrinsics;

namespace Loschmidt.Sequences.Units;

/// <summary>One time step of a vector of oscillators as a word of drifts and kicks, and the ways to carry an error
/// signal back through it.</summary>
/// <remarks>
/// Pointers called c lead to a block of a <see cref="UnitTable{T}"/>; those called sums to what is accumulated, one
/// vector each, for h and the other coefficients where nothing else is said. A palindromic word of shears is its own inverse up to the reversal of
/// momenta: the same step leads out and home.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe interface IUnitWord<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Coefficients of an oscillator, h the first of them.</summary>
    static abstract int Coefficients { get; }

    /// <summary>Whether a step is linear in state and drive but for rounding, so that motions may be
    /// superposed.</summary>
    static abstract bool IsLinear { get; }

    /// <summary>The matrix of a linear step: of (φ, π) after it by (φ, π) before.</summary>
    /// <param name="c">Coefficients of one oscillator.</param>
    static abstract (double PhiPhi, double PhiPi, double PiPhi, double PiPi) Matrix(ReadOnlySpan<double> c);

    /// <summary>x as the arithmetic of the states can hold it.</summary>
    static abstract double Admit(double x);

    /// <summary>One step.</summary>
    static abstract void Step(ref Vector512<T> phi, ref Vector512<T> pi, Vector512<T> s, T* c);

    /// <summary>One step that listens: overwrites <paramref name="heard"/> with ∂H/∂h-conjugate energy, ∂V/∂c and
    /// ∂V/∂s.</summary>
    /// <remarks>The first entry is H at half step, V + (π²before + π²after)/4, whose difference is −∂C/∂h; the others
    /// belong to the half-step position.</remarks>
    static abstract void Listen(ref Vector512<T> phi, ref Vector512<T> pi, Vector512<T> s, T* c, T* heard);

    /// <summary>φ after the drift that begins a step.</summary>
    static abstract Vector512<T> Drift(Vector512<T> phi, Vector512<T> pi, T* c);

    /// <summary>One echo step of the mean and the difference of a pair; what <see cref="Gradient"/> needs is
    /// <b>added</b> to the sums.</summary>
    /// <param name="x">The pair, its mean drifted half a step ahead; advanced.</param>
    /// <param name="s">s.</param>
    /// <param name="epsilon">ε; not read in the limit.</param>
    /// <param name="c">Coefficients.</param>
    /// <param name="sums">Accumulated.</param>
    /// <returns>∂C/∂s.</returns>
    static abstract Vector512<T> Pair<TEpsilon>(
        ref UnitPair<T> x, Vector512<T> s, Vector512<T> epsilon, T* c,
        ref UnitSums<T> sums)
        where TEpsilon : struct, IEpsilon;

    /// <summary>Overwrites the gradient of the coefficients of one oscillator from the sums of its pair.</summary>
    static abstract void Gradient(ReadOnlySpan<double> c, ReadOnlySpan<double> sums, Span<double> gradient);

    /// <summary>The transposed derivative of a step; the gradient is <b>added</b> to the sums.</summary>
    /// <param name="phi">φ before the step.</param>
    /// <param name="pi">π before the step.</param>
    /// <param name="s">s.</param>
    /// <param name="phiError">∂C/∂φ after the step; overwritten with that before.</param>
    /// <param name="piError">∂C/∂π, likewise.</param>
    /// <param name="c">Coefficients.</param>
    /// <param name="sums">Accumulated.</param>
    /// <returns>∂C/∂s.</returns>
    static abstract Vector512<T> PullBack(
        Vector512<T> phi, Vector512<T> pi, Vector512<T> s,
        ref Vector512<T> phiError, ref Vector512<T> piError, T* c, T* sums);
}
