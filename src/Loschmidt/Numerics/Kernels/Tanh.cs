using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Kernels;

/// <summary>tanh x of a 512-bit vector, with a small relative error for every x.</summary>
/// <remarks>
/// tanh x = x P(x²)/Q(x²) by rational functions that are minimax in relative error: float degrees 5/4 on |x| ≤ 9.02
/// (2⁻²⁹·⁵), double 10/9 on |x| ≤ 19.1 (2⁻⁵⁷·⁷). All terms of Q are positive and so are all of P but a small last one: nothing
/// cancels, and what remains is rounding, up to 4 ulps of float and 5 of double. P and Q grow side by side, in pairs of powers, and one
/// division ends the chain: this function lies on the path from one step of a recurrence to the next. Odd to the bit; from
/// where the true value rounds to 1 on, 1.
/// </remarks>
internal static class Tanh
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
        // Held at the end of the fit, or the powers would overflow; the numerator keeps its factor x and grows on.
        var u = Vector512.MinNative(Vector512.Create(9.02f * 9.02f), x * x);
        var u2 = u * u;
        var p0 = Vector512.FusedMultiplyAdd(u, Vector512.Create(0.13679923117160797f), Vector512<float>.One);
        var p1 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(2.8007461878587492e-05f), Vector512.Create(0.003868327708914876f));
        var p2 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(-1.2203466535909424e-11f), Vector512.Create(3.0585038501840245e-08f));
        var q0 = Vector512.FusedMultiplyAdd(u, Vector512.Create(0.47013258934020996f), Vector512<float>.One);
        var q1 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(0.00039386312710121274f), Vector512.Create(0.02724585123360157f));
        p1 = Vector512.FusedMultiplyAdd(p2, u2, p1);
        q1 = Vector512.FusedMultiplyAdd(Vector512.Create(1.2873654213763075e-06f), u2, q1);
        var p = Vector512.FusedMultiplyAdd(p1, x * u2, x * p0);
        var q = Vector512.FusedMultiplyAdd(q1, u2, q0);
        // The second operand comes through where one is NaN.
        return Vector512.MinNative(Vector512<float>.One, Vector512.MaxNative(-Vector512<float>.One, p / q));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> OfDouble(Vector512<double> x)
    {
        var u = Vector512.MinNative(Vector512.Create(19.1 * 19.1), x * x);
        var u2 = u * u;
        var u4 = u2 * u2;
        var p0 = Vector512.FusedMultiplyAdd(u, Vector512.Create(0.1525568063398942), Vector512<double>.One);
        var p1 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(9.794397553106352e-05), Vector512.Create(0.006087790607556362));
        var p2 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(2.8744067415616096e-09), Vector512.Create(7.47806641204205e-07));
        var p3 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(4.87453788836635e-15), Vector512.Create(5.5155193266287904e-12));
        var p4 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(9.973162571993549e-23), Vector512.Create(1.6089139179912655e-18));
        var q0 = Vector512.FusedMultiplyAdd(u, Vector512.Create(0.4858901396732275), Vector512<double>.One);
        var q1 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(0.0008534583757875793), Vector512.Create(0.03471783716529898));
        var q2 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(5.046779824997123e-08), Vector512.Create(9.342898930531874e-06));
        var q3 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(1.8224337773847199e-13), Vector512.Create(1.3775518308832223e-10));
        var q4 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(1.723484618496578e-20), Vector512.Create(1.0241740526998148e-16));
        p0 = Vector512.FusedMultiplyAdd(p1, u2, p0);
        p2 = Vector512.FusedMultiplyAdd(p3, u2, p2);
        p4 = Vector512.FusedMultiplyAdd(Vector512.Create(-2.6403673345339584e-27), u2, p4);
        q0 = Vector512.FusedMultiplyAdd(q1, u2, q0);
        q2 = Vector512.FusedMultiplyAdd(q3, u2, q2);
        p2 = Vector512.FusedMultiplyAdd(p4, u4, p2);
        q2 = Vector512.FusedMultiplyAdd(q4, u4, q2);
        var p = Vector512.FusedMultiplyAdd(p2, x * u4, x * p0);
        var q = Vector512.FusedMultiplyAdd(q2, u4, q0);
        return Vector512.MinNative(Vector512<double>.One, Vector512.MaxNative(-Vector512<double>.One, p / q));
    }
}
