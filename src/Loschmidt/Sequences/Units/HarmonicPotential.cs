using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Sequences.Units;

/// <summary>V = A φ²/2 − s φ, of linear units.</summary>
/// <remarks>Quadratic, so symmetric differences have no error at any ε: the pair and its limit are the same
/// formulas.</remarks>
/// <typeparam name="T">float or double.</typeparam>
internal readonly unsafe struct HarmonicPotential<T> : IPotential<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public static int Coefficients => 1;

    /// <inheritdoc/>
    public static bool IsQuadratic => true;

    /// <inheritdoc/>
    public static double Stiffness(ReadOnlySpan<double> c) => c[0];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Force(Vector512<T> phi, Vector512<T> s, T* c) =>
        Fused.NegatedMultiplyAdd(Vector512.Load(c), phi, s);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Kick<TIncrement>(
        Vector512<T> pi, Vector512<T> phi, Vector512<T> s, Vector512<T> h, T* c)
        where TIncrement : struct, IIncrement<T> =>
        TIncrement.Add(pi, Force(phi, s, c), h);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Listen(Vector512<T> phi, Vector512<T> s, T* c, T* heard)
    {
        var half = phi * T.CreateTruncating(0.5);
        Vector512.Store(phi * half, heard);
        Vector512.Store(-phi, heard + Vector512<T>.Count);
        return phi * Fused.MultiplyAdd(Vector512.Load(c), half, -s);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Kick<TEpsilon, TIncrement>(
        ref UnitPair<T> x, Vector512<T> d, Vector512<T> s, Vector512<T> h, Vector512<T> epsilon, T* c,
        ref UnitSums<T> sums)
        where TEpsilon : struct, IEpsilon
        where TIncrement : struct, IIncrement<T>
    {
        sums.Square = Fused.MultiplyAdd(x.Phi, d, sums.Square);
        sums.Bent = Fused.MultiplyAdd(s, d, sums.Bent);
        x.Pi = Kick<TIncrement>(x.Pi, x.Phi, s, h, c);
        var driveError = h * d;
        x.PiDifference = Fused.NegatedMultiplyAdd(Vector512.Load(c), driveError, x.PiDifference);
        return driveError;
    }

    /// <inheritdoc/>
    public static double Gradient(
        double h, ReadOnlySpan<double> c, ReadOnlySpan<double> sums, Span<double> gradient)
    {
        gradient[0] = -h * sums[1];
        return c[0] * sums[1] - sums[2];
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<T> Phi, Vector512<T> Drive) PullBack(
        Vector512<T> phi, Vector512<T> s, Vector512<T> error, T* c, T* sums)
    {
        Vector512.Store(Fused.NegatedMultiplyAdd(error, phi, Vector512.Load(sums)), sums);
        return (-(error * Vector512.Load(c)), error);
    }
}
