using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Fields.Photonic;

/// <summary>What the photonic kernels need of 512-bit lanes and the framework does not give generically.</summary>
internal static class LaneMath
{
    /// <summary>e^x and e^(−x) together, from the even and odd parts of one polynomial.</summary>
    /// <remarks>
    /// x = n ln 2 + f with |f| ≤ ln 2 / 2;  e^(±f) = E(f²) ± f O(f²);  n goes into the exponent by an integer addition.
    /// Relative error 1–2 units in the last place (in float plus 2e-9 n, which no useful squeeze notices). The pair at
    /// −x is the pair at x swapped, bit for bit, so a squeeze and its time reverse undo each other as well as rounding
    /// permits. Beyond |x| = 86 (float) or 700 (double) it saturates.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ExpPair<T>(Vector512<T> x, out Vector512<T> exp, out Vector512<T> inverse)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            ExpPair(x.AsSingle(), out var e, out var i);
            exp = e.As<float, T>();
            inverse = i.As<float, T>();
        }
        else
        {
            ExpPair(x.AsDouble(), out var e, out var i);
            exp = e.As<double, T>();
            inverse = i.As<double, T>();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ExpPair(Vector512<float> x, out Vector512<float> exp, out Vector512<float> inverse)
    {
        // Adding 1.5·2^23 rounds to an integer and leaves it in the low bits, ready to be shifted into the exponent.
        var magic = Vector512.Create(12582912f);
        x = Vector512.MinNative(Vector512.MaxNative(x, Vector512.Create(-86f)), Vector512.Create(86f));
        var t = Fused.MultiplyAdd(x, Vector512.Create(1.44269504f), magic);
        var exponent = t.AsInt32() << 23;
        var f = Fused.NegatedMultiplyAdd(t - magic, Vector512.Create(0.693147181f), x);
        var y = f * f;
        var even = Fused.MultiplyAdd(y, Vector512.Create(1 / 720f), Vector512.Create(1 / 24f));
        var odd = Fused.MultiplyAdd(y, Vector512.Create(1 / 5040f), Vector512.Create(1 / 120f));
        even = Fused.MultiplyAdd(y, even, Vector512.Create(0.5f));
        odd = Fused.MultiplyAdd(y, odd, Vector512.Create(1 / 6f));
        even = Fused.MultiplyAdd(y, even, Vector512<float>.One);
        odd = Fused.MultiplyAdd(y, odd, Vector512<float>.One);
        exp = (Fused.MultiplyAdd(f, odd, even).AsInt32() + exponent).AsSingle();
        inverse = (Fused.NegatedMultiplyAdd(f, odd, even).AsInt32() - exponent).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ExpPair(Vector512<double> x, out Vector512<double> exp, out Vector512<double> inverse)
    {
        var magic = Vector512.Create(6755399441055744.0);
        x = Vector512.MinNative(Vector512.MaxNative(x, Vector512.Create(-700.0)), Vector512.Create(700.0));
        var t = Fused.MultiplyAdd(x, Vector512.Create(1.4426950408889634), magic);
        var n = t - magic;
        var exponent = t.AsInt64() << 52;
        // ln 2 in two parts: n ln 2 must be right to the last place of f also where n is large.
        var f = Fused.NegatedMultiplyAdd(n, Vector512.Create(2.3190468138462996e-17), Fused.NegatedMultiplyAdd(n, Vector512.Create(0.6931471805599453), x));
        var y = f * f;
        var even = Fused.MultiplyAdd(y, Vector512.Create(1 / 479001600.0), Vector512.Create(1 / 3628800.0));
        var odd = Fused.MultiplyAdd(y, Vector512.Create(1 / 6227020800.0), Vector512.Create(1 / 39916800.0));
        even = Fused.MultiplyAdd(y, even, Vector512.Create(1 / 40320.0));
        odd = Fused.MultiplyAdd(y, odd, Vector512.Create(1 / 362880.0));
        even = Fused.MultiplyAdd(y, even, Vector512.Create(1 / 720.0));
        odd = Fused.MultiplyAdd(y, odd, Vector512.Create(1 / 5040.0));
        even = Fused.MultiplyAdd(y, even, Vector512.Create(1 / 24.0));
        odd = Fused.MultiplyAdd(y, odd, Vector512.Create(1 / 120.0));
        even = Fused.MultiplyAdd(y, even, Vector512.Create(0.5));
        odd = Fused.MultiplyAdd(y, odd, Vector512.Create(1 / 6.0));
        even = Fused.MultiplyAdd(y, even, Vector512<double>.One);
        odd = Fused.MultiplyAdd(y, odd, Vector512<double>.One);
        exp = (Fused.MultiplyAdd(f, odd, even).AsInt64() + exponent).AsDouble();
        inverse = (Fused.NegatedMultiplyAdd(f, odd, even).AsInt64() - exponent).AsDouble();
    }
}
