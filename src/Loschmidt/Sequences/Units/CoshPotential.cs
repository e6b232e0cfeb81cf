using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Sequences.Units;

/// <summary>V = α φ²/2 + (c/w) ln cosh a with a = w φ + s + b, of nonlinear units; coefficients in the order α, c, w,
/// b.</summary>
/// <remarks>
/// −∂V/∂φ = −(α φ + c tanh a). How the pair φ = m ± ε d is kicked: <see cref="TanhPair{T}"/>.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal readonly unsafe struct CoshPotential<T> : IPotential<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public static int Coefficients => 4;

    /// <inheritdoc/>
    public static bool IsQuadratic => false;

    /// <inheritdoc/>
    public static double Stiffness(ReadOnlySpan<double> c) => double.NaN;

    private static int Line => Vector512<T>.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Force(Vector512<T> phi, Vector512<T> s, T* c) =>
        Confined(phi, Tanh.Of(Argument(phi, s, c)), c);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Kick<TIncrement>(
        Vector512<T> pi, Vector512<T> phi, Vector512<T> s, Vector512<T> h, T* c)
        where TIncrement : struct, IIncrement<T> =>
        Kicked<TIncrement>(pi, phi, Tanh.Of(Argument(phi, s, c)), h, c);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Listen(Vector512<T> phi, Vector512<T> s, T* c, T* heard)
    {
        var a = Argument(phi, s, c);
        var (t, ln) = (Tanh.Of(a), LogCosh.Of(a));
        var (α, strength, w) = (Vector512.Load(c), Vector512.Load(c + Line), Vector512.Load(c + 2 * Line));
        var square = phi * phi * T.CreateTruncating(0.5);
        Vector512.Store(square, heard);
        Vector512.Store(ln / w, heard + Line);
        Vector512.Store(strength * (phi * t / w - ln / (w * w)), heard + 2 * Line);
        Vector512.Store(strength * t / w, heard + 3 * Line);
        Vector512.Store(strength * t / w, heard + 4 * Line);
        return Fused.MultiplyAdd(α, square, strength * ln / w);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Kick<TEpsilon, TIncrement>(
        ref UnitPair<T> x, Vector512<T> d, Vector512<T> s, Vector512<T> h, Vector512<T> epsilon, T* c,
        ref UnitSums<T> sums)
        where TEpsilon : struct, IEpsilon
        where TIncrement : struct, IIncrement<T>
    {
        var w = Vector512.Load(c + 2 * Line);
        var a = Argument(x.Phi, s, c);
        var t = Tanh.Of(a);
        var pair = TanhPair<T>.Of<TEpsilon>(a, t, epsilon, w, d);
        var push = d * Vector512.Load(c + 5 * Line);
        var driveError = push * pair.Slope;
        sums.Square = Fused.MultiplyAdd(x.Phi, d, sums.Square);
        sums.Bent = Fused.MultiplyAdd(pair.Chord, d, sums.Bent);
        sums.Scale = Fused.MultiplyAdd(x.Phi, driveError, sums.Scale);
        if (!TEpsilon.IsZero)
            sums.Scale = Fused.MultiplyAdd(push, pair.MeanBeyondChord, sums.Scale);
        sums.Shift += driveError;
        x.Pi = Kicked<TIncrement>(x.Pi, x.Phi, pair.Mean, h, c);
        x.PiDifference = Fused.MultiplyAdd(
            w, driveError, Fused.MultiplyAdd(d, Vector512.Load(c + 4 * Line), x.PiDifference));
        return driveError;
    }

    /// <inheritdoc/>
    public static double Gradient(
        double h, ReadOnlySpan<double> c, ReadOnlySpan<double> sums, Span<double> gradient)
    {
        (gradient[0], gradient[1], gradient[2], gradient[3]) = (-h * sums[1], -h * sums[2], sums[3], sums[4]);
        return c[0] * sums[1] + c[1] * sums[2];
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<T> Phi, Vector512<T> Drive) PullBack(
        Vector512<T> phi, Vector512<T> s, Vector512<T> error, T* c, T* sums)
    {
        var a = Argument(phi, s, c);
        var t = Tanh.Of(a);
        var toArgument = error * Vector512.Load(c + Line) * TanhPair<T>.SquaredSecant(a, t);
        Take(sums, error, phi);
        Take(sums + Line, error, t);
        Take(sums + 2 * Line, toArgument, phi);
        Vector512.Store(Vector512.Load(sums + 3 * Line) - toArgument, sums + 3 * Line);
        var toPhi = Fused.MultiplyAdd(error, Vector512.Load(c), toArgument * Vector512.Load(c + 2 * Line));
        return (-toPhi, -toArgument);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Argument(Vector512<T> phi, Vector512<T> s, T* c) =>
        Fused.MultiplyAdd(Vector512.Load(c + 2 * Line), phi, s + Vector512.Load(c + 3 * Line));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Confined(Vector512<T> phi, Vector512<T> t, T* c) =>
        -Fused.MultiplyAdd(Vector512.Load(c), phi, Vector512.Load(c + Line) * t);

    // π + h F, F known up to tanh; as two sums where that is allowed: the second waits for nothing but tanh.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Kicked<TIncrement>(
        Vector512<T> pi, Vector512<T> phi, Vector512<T> t, Vector512<T> h, T* c)
        where TIncrement : struct, IIncrement<T> =>
        TIncrement.IsExact
            ? TIncrement.Add(pi, Confined(phi, t, c), h)
            : Fused.MultiplyAdd(
                t, Vector512.Load(c + 5 * Line), Fused.MultiplyAdd(phi, Vector512.Load(c + 4 * Line), pi));

    // sum −= a·b
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(T* sum, Vector512<T> a, Vector512<T> b) =>
        Vector512.Store(Fused.NegatedMultiplyAdd(a, b, Vector512.Load(sum)), sum);
}
