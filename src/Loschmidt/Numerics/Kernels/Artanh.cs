using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Kernels;

/// <summary>
/// artanh x = ½ ln((1 + x)/(1 − x)) of a 512-bit vector, with a small relative error on all of (−1, 1).
/// </summary>
/// <remarks>
/// With a = 1 + |x|, b = 1 − |x| and the integer k that brings 2ᵏ b near a: artanh |x| = ½k ln 2 + artanh s,
/// s = (a − 2ᵏ b)/(a + 2ᵏ b), |s| ≤ 0.2005, and artanh s = s + s³ q(s²), q minimax (float: 2⁻³³·⁵, double: 2⁻⁶⁰·⁷ of
/// the result). What the rounding of a and b loses is carried along; for small |x|, where k = 0, this makes s = |x|.
/// </remarks>
internal static class Artanh
{
    /// <summary>The function; ±∞ at ±1, NaN beyond and for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Of<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        typeof(T) == typeof(double)
            ? OfDouble(x.AsDouble()).As<double, T>()
            : OfSingle(x.AsSingle()).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> OfSingle(Vector512<float> x)
    {
        var one = Vector512<float>.One;
        var size = Vector512.Abs(x);
        var (a, b) = (one + size, one - size);
        var (aLost, bLost) = (size - (a - one), one - b - size);
        // The bits of a positive number, read as an integer, are its logarithm but for a few hundredths.
        var k = (a.AsInt32() - b.AsInt32() + Vector512.Create(1 << 22)) >> 23;
        var power = ((k + Vector512.Create(127)) << 23).AsSingle();
        var above = Fused.NegatedMultiplyAdd(power, b, a) + Fused.NegatedMultiplyAdd(power, bLost, aLost);
        var below = Vector512.FusedMultiplyAdd(power, b, a) + Vector512.FusedMultiplyAdd(power, bLost, aLost);
        var s = above / below;

        var u = s * s;
        var q = Vector512.Create(0.11877674609422684f);
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(0.14266172051429749f));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(0.2000015825033188f));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(0.3333333432674408f));
        q = Vector512.FusedMultiplyAdd(q * u, s, s);
        var octaves = Vector512.ConvertToSingle(k);
        q = Vector512.FusedMultiplyAdd(octaves, Vector512.Create(-9.5232714e-10f), q);
        q = Vector512.FusedMultiplyAdd(octaves, Vector512.Create(0.3465736f), q);
        var sign = x & Vector512.Create(-0f);
        return Vector512.ConditionalSelect(Vector512.LessThan(size, one), q | sign, x / Vector512.Sqrt(b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> OfDouble(Vector512<double> x)
    {
        var one = Vector512<double>.One;
        var size = Vector512.Abs(x);
        var (a, b) = (one + size, one - size);
        var (aLost, bLost) = (size - (a - one), one - b - size);
        var k = (a.AsInt64() - b.AsInt64() + Vector512.Create(1L << 51)) >> 52;
        var power = ((k + Vector512.Create(1023L)) << 52).AsDouble();
        var above = Fused.NegatedMultiplyAdd(power, b, a) + Fused.NegatedMultiplyAdd(power, bLost, aLost);
        var below = Vector512.FusedMultiplyAdd(power, b, a) + Vector512.FusedMultiplyAdd(power, bLost, aLost);
        var s = above / below;

        var u = s * s;
        var q = Vector512.Create(0.06807029792886381);
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(0.06604526222000276));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(0.07694450598592839));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(0.09090868394600801));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(0.11111111529516518));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(0.1428571428360585));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(0.20000000000004042));
        q = Vector512.FusedMultiplyAdd(q, u, Vector512.Create(0.3333333333333333));
        q = Vector512.FusedMultiplyAdd(q * u, s, s);
        var octaves = Vector512.ConvertToDouble(k);
        q = Vector512.FusedMultiplyAdd(octaves, Vector512.Create(1.1595234069231498e-17), q);
        q = Vector512.FusedMultiplyAdd(octaves, Vector512.Create(0.34657359027997264), q);
        var sign = x & Vector512.Create(-0.0);
        return Vector512.ConditionalSelect(Vector512.LessThan(size, one), q | sign, x / Vector512.Sqrt(b));
    }
}
