using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Kernels;

/// <summary>Sine and cosine of 512-bit vectors, together, for |φ| ≤ 10⁴ rad to about an ulp.</summary>
/// <remarks>
/// φ = n·π/2 + r with |r| ≤ π/4: n by rounding, r by subtracting π/2 in three pieces with fused
/// multiply-adds, so that the cancellation near multiples of π/2 costs nothing. The polynomials are minimax in relative
/// error on [0, π/4] (float: 2⁻²⁸ and 2⁻³³; double: 2⁻⁵⁸ and 2⁻⁶⁴).
/// </remarks>
internal static class SinCos
{
    /// <summary>Largest |φ| for which the stated accuracy is tested.</summary>
    public const double Range = 1e4;

    /// <summary>Both functions of one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<T> Sin, Vector512<T> Cos) Of<T>(Vector512<T> phi)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double))
        {
            var (sin, cos) = OfDouble(phi.AsDouble());
            return (sin.As<double, T>(), cos.As<double, T>());
        }
        else
        {
            var (sin, cos) = OfSingle(phi.AsSingle());
            return (sin.As<float, T>(), cos.As<float, T>());
        }
    }

    /// <summary>Both functions of every number of a span; in place is fine.</summary>
    /// <remarks>
    /// A number's result depends on that number alone: neither on where the span begins in memory nor on its neighbours, of which
    /// the framework's vectorised functions take no care (their last bit changed with the alignment of an array). Beyond
    /// <see cref="Range"/> the scalar functions of the framework take over, number by number.
    /// </remarks>
    /// <param name="phi">φ, rad.</param>
    /// <param name="sin">sin φ, as long as <paramref name="phi"/>, overwritten.</param>
    /// <param name="cos">cos φ, likewise.</param>
    public static void Of<T>(ReadOnlySpan<T> phi, Span<T> sin, Span<T> cos)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> block = stackalloc T[Vector512<T>.Count];
        Span<T> sines = stackalloc T[Vector512<T>.Count];
        Span<T> cosines = stackalloc T[Vector512<T>.Count];
        for (var at = 0; at < phi.Length; at += block.Length)
        {
            var count = Math.Min(block.Length, phi.Length - at);
            phi.Slice(at, count).CopyTo(block);
            var φ = Vector512.Create<T>(block);
            var (s, c) = Of(φ);
            s.CopyTo(sines);
            c.CopyTo(cosines);
            if (!Vector512.LessThanOrEqualAll(Vector512.Abs(φ), Vector512.Create(T.CreateTruncating(Range))))
            {
                BeyondRange(block, sines, cosines);
            }

            sines[..count].CopyTo(sin[at..]);
            cosines[..count].CopyTo(cos[at..]);
        }
    }

    private static void BeyondRange<T>(ReadOnlySpan<T> phi, Span<T> sin, Span<T> cos)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < phi.Length; i++)
        {
            if (!(T.Abs(phi[i]) <= T.CreateTruncating(Range)))
            {
                var (s, c) = Math.SinCos(double.CreateTruncating(phi[i]));
                (sin[i], cos[i]) = (T.CreateTruncating(s), T.CreateTruncating(c));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Sin, Vector512<double> Cos) OfDouble(Vector512<double> phi)
    {
        // Adding 1.5·2⁵² rounds to an integer and leaves that integer in the low bits.
        var magic = Vector512.Create(6755399441055744.0);
        var shifted = Vector512.FusedMultiplyAdd(phi, Vector512.Create(2 / Math.PI), magic);
        var n = shifted - magic;
        var bits = shifted.AsInt64();
        var r = Fused.NegatedMultiplyAdd(n, Vector512.Create(1.5707963267948966), phi);
        r = Fused.NegatedMultiplyAdd(n, Vector512.Create(6.123233995736766e-17), r);
        r = Fused.NegatedMultiplyAdd(n, Vector512.Create(-1.4973849048591698e-33), r);

        var u = r * r;
        var s = Vector512.Create(1.5896826733649662e-10);
        s = Vector512.FusedMultiplyAdd(s, u, Vector512.Create(-2.505075863029574e-08));
        s = Vector512.FusedMultiplyAdd(s, u, Vector512.Create(2.755731369505887e-06));
        s = Vector512.FusedMultiplyAdd(s, u, Vector512.Create(-0.00019841269829816378));
        s = Vector512.FusedMultiplyAdd(s, u, Vector512.Create(0.008333333333322424));
        s = Vector512.FusedMultiplyAdd(s, u, Vector512.Create(-0.16666666666666632));
        s = Vector512.FusedMultiplyAdd(s * u, r, r);

        var c = Vector512.Create(-1.1359669792158666e-11);
        c = Vector512.FusedMultiplyAdd(c, u, Vector512.Create(2.087572368273363e-09));
        c = Vector512.FusedMultiplyAdd(c, u, Vector512.Create(-2.755731435522686e-07));
        c = Vector512.FusedMultiplyAdd(c, u, Vector512.Create(2.4801587289491763e-05));
        c = Vector512.FusedMultiplyAdd(c, u, Vector512.Create(-0.0013888888888874138));
        c = Vector512.FusedMultiplyAdd(c, u, Vector512.Create(0.0416666666666666));
        // 1 − u/2 is rounded once; what the rounding lost is put back with the small terms.
        var head = Vector512.FusedMultiplyAdd(u, Vector512.Create(-0.5), Vector512<double>.One);
        var lost = Vector512.FusedMultiplyAdd(u, Vector512.Create(-0.5), Vector512<double>.One - head);
        c = head + Vector512.FusedMultiplyAdd(c, u * u, lost);

        var odd = Vector512.Equals(bits & Vector512<long>.One, Vector512<long>.One).AsDouble();
        var sin = Vector512.ConditionalSelect(odd, c, s);
        var cos = Vector512.ConditionalSelect(odd, s, c);
        var sinSign = (bits & Vector512.Create(2L)) << 62;
        var cosSign = ((bits + Vector512<long>.One) & Vector512.Create(2L)) << 62;
        return ((sin.AsInt64() ^ sinSign).AsDouble(), (cos.AsInt64() ^ cosSign).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Sin, Vector512<float> Cos) OfSingle(Vector512<float> phi)
    {
        var magic = Vector512.Create(12582912f);
        var shifted = Vector512.FusedMultiplyAdd(phi, Vector512.Create((float)(2 / Math.PI)), magic);
        var n = shifted - magic;
        var bits = shifted.AsInt32();
        var r = Fused.NegatedMultiplyAdd(n, Vector512.Create(1.5707963705062866f), phi);
        r = Fused.NegatedMultiplyAdd(n, Vector512.Create(-4.371138828673793e-08f), r);
        r = Fused.NegatedMultiplyAdd(n, Vector512.Create(-1.7151245100058819e-15f), r);

        var u = r * r;
        var s = Vector512.Create(-0.0001951729859681919f);
        s = Vector512.FusedMultiplyAdd(s, u, Vector512.Create(0.008332178142220632f));
        s = Vector512.FusedMultiplyAdd(s, u, Vector512.Create(-0.16666654943593065f));
        s = Vector512.FusedMultiplyAdd(s * u, r, r);

        var c = Vector512.Create(2.4438451922453658e-05f);
        c = Vector512.FusedMultiplyAdd(c, u, Vector512.Create(-0.0013887367519496777f));
        c = Vector512.FusedMultiplyAdd(c, u, Vector512.Create(0.04166664686654541f));
        c = Vector512.FusedMultiplyAdd(c, u, Vector512.Create(-0.5f));
        c = Vector512.FusedMultiplyAdd(c, u, Vector512<float>.One);

        var odd = Vector512.Equals(bits & Vector512<int>.One, Vector512<int>.One).AsSingle();
        var sin = Vector512.ConditionalSelect(odd, c, s);
        var cos = Vector512.ConditionalSelect(odd, s, c);
        var sinSign = (bits & Vector512.Create(2)) << 30;
        var cosSign = ((bits + Vector512<int>.One) & Vector512.Create(2)) << 30;
        return ((sin.AsInt32() ^ sinSign).AsSingle(), (cos.AsInt32() ^ cosSign).AsSingle());
    }
}
