using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Kernels;

/// <summary>tanh x of a 512-bit vector, with a small relative error for every x.</summary>
/// <remarks>
/// tanh x = x P(x²)/Q(x²) by rational functions that are minimax in relative error: float degrees 4/4 on |x| ≤ 9.02
/// (2⁻²⁵·⁵), double 10/9 on |x| ≤ 19.1 (2⁻⁵⁷·⁷). All terms of Q are positive and so are those of P but a small last one
/// of double: nothing cancels. Rounding included, float is within 2.8 ulps for |x| ≤ 1 and within 5.4 everywhere (all
/// numbers tried), double within 5.5. P and Q grow side by side, in pairs of powers, and one division ends the chain:
/// this function lies on the path from one step of a recurrence to the next. Odd to the bit; from where the true
/// value rounds to 1 on, 1.
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
        var p0 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(0.003494034521281719f), Vector512.Create(0.13379718363285065f));
        var p1 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(1.331905608026318e-08f), Vector512.Create(2.0583480363711715e-05f));
        var q0 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(0.025871071964502335f), Vector512.Create(0.4671303629875183f));
        var q1 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(7.762019436086121e-07f), Vector512.Create(0.0003283092810306698f));
        p0 = Vector512.FusedMultiplyAdd(p1, u2, p0);
        q0 = Vector512.FusedMultiplyAdd(q1, u2, q0);
        var p = Vector512.FusedMultiplyAdd(p0, x * u, x);
        var q = Vector512.FusedMultiplyAdd(q0, u, Vector512<float>.One);
        // The second operand comes through where one is NaN.
        return Vector512.MinNative(Vector512<float>.One, Vector512.MaxNative(-Vector512<float>.One, p / q));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> OfDouble(Vector512<double> x)
    {
        var u = Vector512.MinNative(Vector512.Create(19.1 * 19.1), x * x);
        var u2 = u * u;
        var u4 = u2 * u2;
        var u8 = u4 * u4;
        var p0 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(0.006087790607556363), Vector512.Create(0.1525568063398942));
        var p1 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(7.47806641204205e-07), Vector512.Create(9.79439755310635e-05));
        var p2 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(5.5155193266287904e-12), Vector512.Create(2.8744067415616096e-09));
        var p3 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(1.6089139179912659e-18), Vector512.Create(4.874537888366351e-15));
        var p4 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(-2.6403673345339573e-27), Vector512.Create(9.973162571993554e-23));
        var q0 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(0.03471783716529898), Vector512.Create(0.4858901396732275));
        var q1 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(9.342898930531872e-06), Vector512.Create(0.0008534583757875794));
        var q2 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(1.377551830883222e-10), Vector512.Create(5.046779824997125e-08));
        var q3 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(1.0241740526998125e-16), Vector512.Create(1.8224337773847209e-13));
        p0 = Vector512.FusedMultiplyAdd(p1, u2, p0);
        p2 = Vector512.FusedMultiplyAdd(p3, u2, p2);
        q0 = Vector512.FusedMultiplyAdd(q1, u2, q0);
        q2 = Vector512.FusedMultiplyAdd(q3, u2, q2);
        p0 = Vector512.FusedMultiplyAdd(p2, u4, p0);
        q0 = Vector512.FusedMultiplyAdd(q2, u4, q0);
        p0 = Vector512.FusedMultiplyAdd(p4, u8, p0);
        q0 = Vector512.FusedMultiplyAdd(Vector512.Create(1.7234846184965772e-20), u8, q0);
        var p = Vector512.FusedMultiplyAdd(p0, x * u, x);
        var q = Vector512.FusedMultiplyAdd(q0, u, Vector512<double>.One);
        return Vector512.MinNative(Vector512<double>.One, Vector512.MaxNative(-Vector512<double>.One, p / q));
    }
}
