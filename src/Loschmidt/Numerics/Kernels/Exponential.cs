using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Kernels;

/// <summary>eˣ of a 512-bit vector to about an ulp, subnormal results and overflow to ∞ included.</summary>
/// <remarks>
/// x = n ln 2 + r, |r| ≤ ½ ln 2; eʳ = 1 + r + r² q(r) with q minimax (float: 2⁻²⁶·⁸ of the result at the ends of the
/// range, double: 2⁻⁵⁵·⁹). 2ⁿ is multiplied in two halves, so that neither of them leaves the range of normal numbers.
/// </remarks>
internal static class Exponential
{
    /// <summary>The function; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Of<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        typeof(T) == typeof(double)
            ? OfDouble(x.AsDouble()).As<double, T>()
            : OfSingle(x.AsSingle()).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> OfSingle(Vector512<float> x)
    {
        // Beyond these ends the result is 0 or ∞; the second operand comes through where one is NaN.
        x = Vector512.MinNative(Vector512.Create(90f), Vector512.MaxNative(Vector512.Create(-105f), x));
        // Adding 1.5·2²³ rounds to an integer and leaves that integer in the low bits.
        var magic = Vector512.Create(12582912f);
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.442695f), magic);
        var n = shifted - magic;
        var r = Fused.NegatedMultiplyAdd(n, Vector512.Create(0.693115234375f), x);
        r = Fused.NegatedMultiplyAdd(n, Vector512.Create(3.194618329871446e-05f), r);

        var q = Vector512.Create(0.0013926213141530752f);
        q = Vector512.FusedMultiplyAdd(q, r, Vector512.Create(0.008363203145563602f));
        q = Vector512.FusedMultiplyAdd(q, r, Vector512.Create(0.041666556149721146f));
        q = Vector512.FusedMultiplyAdd(q, r, Vector512.Create(0.16666576266288757f));
        q = Vector512.FusedMultiplyAdd(q, r, Vector512.Create(0.5f));
        q = Vector512.FusedMultiplyAdd(q, r * r, r) + Vector512<float>.One;

        var exponent = shifted.AsInt32() - magic.AsInt32();
        var half = exponent >> 1;
        var bias = Vector512.Create(127);
        return q * ((half + bias) << 23).AsSingle() * ((exponent - half + bias) << 23).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> OfDouble(Vector512<double> x)
    {
        x = Vector512.MinNative(Vector512.Create(711.0), Vector512.MaxNative(Vector512.Create(-747.0), x));
        var magic = Vector512.Create(6755399441055744.0);
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.4426950408889634), magic);
        var n = shifted - magic;
        var r = Fused.NegatedMultiplyAdd(n, Vector512.Create(0.6931471803691238), x);
        r = Fused.NegatedMultiplyAdd(n, Vector512.Create(1.9082149292705877e-10), r);

        var q = Vector512.Create(2.5100424157005067e-08);
        q = Vector512.FusedMultiplyAdd(q, r, Vector512.Create(2.7620138719733994e-07));
        q = Vector512.FusedMultiplyAdd(q, r, Vector512.Create(2.7557268378684192e-06));
        q = Vector512.FusedMultiplyAdd(q, r, Vector512.Create(2.480152119021773e-05));
        q = Vector512.FusedMultiplyAdd(q, r, Vector512.Create(0.00019841269863105968));
        q = Vector512.FusedMultiplyAdd(q, r, Vector512.Create(0.0013888888917281794));
        q = Vector512.FusedMultiplyAdd(q, r, Vector512.Create(0.008333333333330051));
        q = Vector512.FusedMultiplyAdd(q, r, Vector512.Create(0.04166666666662399));
        q = Vector512.FusedMultiplyAdd(q, r, Vector512.Create(0.16666666666666669));
        q = Vector512.FusedMultiplyAdd(q, r, Vector512.Create(0.5));
        q = Vector512.FusedMultiplyAdd(q, r * r, r) + Vector512<double>.One;

        var exponent = shifted.AsInt64() - magic.AsInt64();
        var half = exponent >> 1;
        var bias = Vector512.Create(1023L);
        return q * ((half + bias) << 52).AsDouble() * ((exponent - half + bias) << 52).AsDouble();
    }
}
