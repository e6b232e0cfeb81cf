using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Sequences.Units;

/// <summary>V = α φ²/2 + (c/w) ln cosh a with a = w φ + s + b, of nonlinear units; coefficients in the order α, c, w,
/// b.</summary>
/// <remarks>
/// −∂V/∂φ = −(α φ + c tanh a). Differences over a pair φ = m ± ε d follow from the addition theorem: with t = tanh
/// a(m), r = tanh(ε w d) the mean of the two tanh is t (1 − r²)/(1 − t²r²), half their difference r (1 − t²)/(1 −
/// t²r²), half that of ln cosh is artanh(t r).
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
    public static PairedForce<T> Tangent(
        Vector512<T> m, Vector512<T> d, Vector512<T> s, Vector512<T> h, T* c, T* sums)
    {
        var a = Argument(m, s, c);
        var t = Tanh.Of(a);
        var force = Confined(m, t, c);
        var e = Vector512.Load(c + Line) * SquaredSecant(a, t) * d;
        var (hd, he) = (h * d, h * e);
        Take(sums, m, hd);
        Take(sums + Line, t, hd);
        Take(sums + 2 * Line, m, he);
        Vector512.Store(Vector512.Load(sums + 3 * Line) - he, sums + 3 * Line);
        var difference = -Fused.MultiplyAdd(Vector512.Load(c), d, Vector512.Load(c + 2 * Line) * e);
        return new PairedForce<T>(force, difference, -e, -(force * d));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairedForce<T> Pair(
        Vector512<T> m, Vector512<T> d, Vector512<T> s, Vector512<T> h, Vector512<T> epsilon, T* c, T* sums)
    {
        var (α, strength, w) = (Vector512.Load(c), Vector512.Load(c + Line), Vector512.Load(c + 2 * Line));
        var a = Argument(m, s, c);
        var x = epsilon * w * d;
        var (t, r) = (Tanh.Of(a), Tanh.Of(x));
        var (q, qr) = (SquaredSecant(a, t), SquaredSecant(x, r));
        // 1 − t²r², written without cancelling.
        var denominator = Fused.MultiplyAdd(t * t, qr, q);
        var mean = t * qr / denominator;
        // What is divided by x has its limit where x = 0.
        var still = Vector512.Equals(x, Vector512<T>.Zero);
        var slope = Vector512.ConditionalSelect(still, Vector512<T>.One, r / x) * q / denominator;
        var chord = Vector512.ConditionalSelect(still, t, Artanh.Of(Inside(t * r)) / x);

        var e = strength * slope * d;
        var (hd, he) = (h * d, h * e);
        Take(sums, m, hd);
        Take(sums + Line, chord, hd);
        Take(sums + 2 * Line, m, he);
        Take(sums + 2 * Line, strength * MeanBeyondChord(epsilon * d, x, w, t, q, mean - chord), hd);
        Vector512.Store(Vector512.Load(sums + 3 * Line) - he, sums + 3 * Line);
        var force = -Fused.MultiplyAdd(α, m, strength * mean);
        var difference = -Fused.MultiplyAdd(α, d, w * e);
        var energy = d * Fused.MultiplyAdd(α, m, strength * chord);
        return new PairedForce<T>(force, difference, -e, energy);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<T> Phi, Vector512<T> Drive) PullBack(
        Vector512<T> phi, Vector512<T> s, Vector512<T> error, T* c, T* sums)
    {
        var a = Argument(phi, s, c);
        var t = Tanh.Of(a);
        var toArgument = error * Vector512.Load(c + Line) * SquaredSecant(a, t);
        Take(sums, error, phi);
        Take(sums + Line, error, t);
        Take(sums + 2 * Line, toArgument, phi);
        Vector512.Store(Vector512.Load(sums + 3 * Line) - toArgument, sums + 3 * Line);
        var toPhi = Fused.MultiplyAdd(error, Vector512.Load(c), toArgument * Vector512.Load(c + 2 * Line));
        return (-toPhi, -toArgument);
    }

    // Where both tanh round to 1 their product does, too, and artanh would be infinite.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Inside(Vector512<T> x)
    {
        var end = Vector512.Create(T.CreateTruncating(typeof(T) == typeof(double) ? 1 - 1.2e-16 : 1 - 6e-8));
        return Vector512.MinNative(end, Vector512.MaxNative(-end, x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Argument(Vector512<T> phi, Vector512<T> s, T* c) =>
        Fused.MultiplyAdd(Vector512.Load(c + 2 * Line), phi, s + Vector512.Load(c + 3 * Line));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Confined(Vector512<T> phi, Vector512<T> t, T* c) =>
        -Fused.MultiplyAdd(Vector512.Load(c), phi, Vector512.Load(c + Line) * t);

    // 1/cosh² a; from t alone as long as that costs no more than three digits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> SquaredSecant(Vector512<T> a, Vector512<T> t)
    {
        var secant = Fused.NegatedMultiplyAdd(t, t, Vector512<T>.One);
        var steep = Vector512.LessThan(secant, Vector512.Create(T.CreateTruncating(1e-3)));
        return steep == Vector512<T>.Zero ? secant : Vector512.ConditionalSelect(steep, Tail(a), secant);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Tail(Vector512<T> a)
    {
        var e = Exponential.Of(Vector512.Abs(a) * T.CreateTruncating(-2));
        var cosh = e + Vector512<T>.One;
        return e * T.CreateTruncating(4) / (cosh * cosh);
    }

    // (mean − chord)/w: what D[∂V/∂w] has beyond m·slope, of second order in x. By its series where the difference
    // would cancel: with f = ln cosh, odd in x, mean = f′ and chord = f/x, so that the difference is x² f‴/3 + x⁴
    // f⁽⁵⁾/30.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> MeanBeyondChord(
        Vector512<T> shift, Vector512<T> x, Vector512<T> w, Vector512<T> t, Vector512<T> q, Vector512<T> difference)
    {
        var small = Vector512.LessThan(
            Vector512.Abs(x), Vector512.Create(T.CreateTruncating(typeof(T) == typeof(double) ? 2e-3 : 5e-2)));
        var next = Fused.MultiplyAdd(
            t * t, Vector512.Create(T.CreateTruncating(-0.8)), Vector512.Create(T.CreateTruncating(8 / 15.0)));
        var series = shift * x * t * q * Fused.MultiplyAdd(x * x, next, Vector512.Create(T.CreateTruncating(-2 / 3.0)));
        return Vector512.ConditionalSelect(small, series, difference / w);
    }

    // sum −= a·b
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(T* sum, Vector512<T> a, Vector512<T> b) =>
        Vector512.Store(Fused.NegatedMultiplyAdd(a, b, Vector512.Load(sum)), sum);
}
