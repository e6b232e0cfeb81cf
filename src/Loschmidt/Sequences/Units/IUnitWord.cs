using System.Numerics;
using System.Runtime.Intrinsics;

namespace Loschmidt.Sequences.Units;

/// <summary>One time step of a vector of oscillators as a word of drifts and kicks, and the ways to carry an error
/// signal back through it.</summary>
/// <remarks>
/// Pointers called c lead to h/2, h and the other coefficients, one vector each; those called sums to what is
/// accumulated for h and the other coefficients. A palindromic word of shears is its own inverse up to the reversal of
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

    /// <summary>One echo step of mean and difference of an infinitesimal pair; the gradient is <b>added</b> to the
    /// sums.</summary>
    /// <returns>∂C/∂s.</returns>
    static abstract Vector512<T> Tangent(ref UnitPair<T> x, Vector512<T> s, T* c, T* sums);

    /// <summary>The same for a pair at ±ε.</summary>
    /// <returns>∂C/∂s.</returns>
    static abstract Vector512<T> Pair(ref UnitPair<T> x, Vector512<T> s, Vector512<T> epsilon, T* c, T* sums);

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
