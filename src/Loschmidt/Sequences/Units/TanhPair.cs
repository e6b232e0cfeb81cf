using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Sequences.Units;

/// <summary>tanh and ln cosh at the two arguments a ± x, x = ε w d, without subtracting nearly equal numbers.</summary>
/// <remarks>
/// By the addition theorem, with t = tanh a, r = tanh x: the mean of the two tanh is t (1 − r²)/(1 − t²r²), half their
/// difference r (1 − t²)/(1 − t²r²), half that of ln cosh artanh(t r).
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Mean">Mean of the two tanh.</param>
/// <param name="Slope">Half their difference over x.</param>
/// <param name="Chord">Half the difference of the two ln cosh over x.</param>
/// <param name="MeanBeyondChord">(mean − chord)/w, of second order in x.</param>
internal readonly record struct TanhPair<T>(
    Vector512<T> Mean, Vector512<T> Slope, Vector512<T> Chord, Vector512<T> MeanBeyondChord)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Below this 1 − t² has lost three digits.
    private const double Steep = 1e-3;

    // Up to this the series in x end below rounding.
    private static double Near
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(double) ? 2e-3 : 5e-2;
    }

    /// <summary>The pair at a ± ε w d, t = tanh a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TanhPair<T> Of<TEpsilon>(
        Vector512<T> a, Vector512<T> t, Vector512<T> epsilon, Vector512<T> w, Vector512<T> d)
        where TEpsilon : struct, IEpsilon
    {
        var q = SquaredSecant(a, t);
        if (TEpsilon.IsZero)
            return new TanhPair<T>(t, q, t, default);
        var shift = epsilon * d;
        var x = shift * w;
        var pair = Close(t, q, shift, x);
        var far = Vector512.GreaterThan(Vector512.Abs(x), All(Near));
        return Vector512.GreaterThanAny(Vector512.Abs(x), All(Near))
            ? Select(far, Apart(t, q, w, x), pair)
            : pair;
    }

    /// <summary>1/cosh² a from a and t = tanh a; from t alone as long as that costs no more than three
    /// digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> SquaredSecant(Vector512<T> a, Vector512<T> t)
    {
        var secant = Fused.NegatedMultiplyAdd(t, t, Vector512<T>.One);
        return Vector512.LessThanAny(secant, All(Steep))
            ? Vector512.ConditionalSelect(Vector512.LessThan(secant, All(Steep)), Tail(a), secant)
            : secant;
    }

    // r/x = 1 − x²/3 + 2x⁴/15, 1/(1 − t²r²) and artanh by their first terms. With f = ln cosh, odd in x, mean = f′ and
    // chord = f/x, so that their difference is x² f‴/3 + x⁴ f⁽⁵⁾/30.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TanhPair<T> Close(Vector512<T> t, Vector512<T> q, Vector512<T> shift, Vector512<T> x)
    {
        var one = Vector512<T>.One;
        var u = x * x;
        var ratio = Fused.MultiplyAdd(u, Fused.MultiplyAdd(u, All(2 / 15.0), All(-1 / 3.0)), one);
        var square = u * ratio * ratio;
        var z = t * t * square;
        var inverse = Fused.MultiplyAdd(z, one + z, one);
        var artanh = Fused.MultiplyAdd(z, Fused.MultiplyAdd(z, All(1 / 5.0), All(1 / 3.0)), one);
        var next = Fused.MultiplyAdd(t * t, All(-0.8), All(8 / 15.0));
        return new TanhPair<T>(
            Fused.NegatedMultiplyAdd(t, square, t) * inverse, ratio * q * inverse, t * ratio * artanh,
            shift * x * t * q * Fused.MultiplyAdd(u, next, All(-2 / 3.0)));
    }

    // A call where it is needed: its code among that of a loop would cost registers everywhere else.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TanhPair<T> Apart(Vector512<T> t, Vector512<T> q, Vector512<T> w, Vector512<T> x)
    {
        var r = Tanh.Of(x);
        var qr = SquaredSecant(x, r);
        // 1 − t²r², written without cancelling.
        var denominator = Fused.MultiplyAdd(t * t, qr, q);
        var (mean, chord) = (t * qr / denominator, Artanh.Of(Inside(t * r)) / x);
        return new TanhPair<T>(mean, r / x * q / denominator, chord, (mean - chord) / w);
    }

    private static TanhPair<T> Select(Vector512<T> which, in TanhPair<T> a, in TanhPair<T> b) =>
        new(
            Vector512.ConditionalSelect(which, a.Mean, b.Mean),
            Vector512.ConditionalSelect(which, a.Slope, b.Slope),
            Vector512.ConditionalSelect(which, a.Chord, b.Chord),
            Vector512.ConditionalSelect(which, a.MeanBeyondChord, b.MeanBeyondChord));

    // Where both tanh round to 1 their product does, too, and artanh would be infinite.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Inside(Vector512<T> x)
    {
        var end = All(typeof(T) == typeof(double) ? 1 - 1.2e-16 : 1 - 6e-8);
        return Vector512.MinNative(end, Vector512.MaxNative(-end, x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Tail(Vector512<T> a)
    {
        var e = Exponential.Of(Vector512.Abs(a) * T.CreateTruncating(-2));
        var cosh = e + Vector512<T>.One;
        return e * T.CreateTruncating(4) / (cosh * cosh);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> All(double x) => Vector512.Create(T.CreateTruncating(x));
}
