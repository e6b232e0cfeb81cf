using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Kernels;

/// <summary>tanh x of a 512-bit vector, with a small relative error for every x.</summary>
/// <remarks>
/// tanh x = x P(x²)/Q(x²) by rational functions that are minimax in relative error: float degrees 5/4 on |x| ≤ 9.02
/// (2⁻²⁹·⁵), double 10/9 on |x| ≤ 19.1 (2⁻⁵⁷·⁷), rounding apart. All terms of Q are positive and so are all of P but a small
/// last one: nothing cancels. P and Q grow side by side, in pairs of powers, and one division ends the chain: this function
/// lies on the path from one step of a recurrence to the next. Odd to the bit; from where the true value rounds to 1 on, 1.
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
        var p0 = Vector512.FusedMultiplyAdd(u, Vector512.Create(0.136799156665802f), Vector512<float>.One);
        var p1 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(2.8007458240608685e-05f), Vector512.Create(0.003868327708914876f));
        var p2 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(-1.2203467403271162e-11f), Vector512.Create(3.058502073827185e-08f));
        var q0 = Vector512.FusedMultiplyAdd(u, Vector512.Create(0.4701324701309204f), Vector512<float>.One);
        var q1 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(0.0003938630979973823f), Vector512.Create(0.027245838195085526f));
        p1 = Vector512.FusedMultiplyAdd(p2, u2, p1);
        q1 = Vector512.FusedMultiplyAdd(Vector512.Create(1.2873665582446847e-06f), u2, q1);
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
            u, Vector512.Create(9.79439755310635e-05), Vector512.Create(0.006087790607556363));
        var p2 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(2.8744067415616096e-09), Vector512.Create(7.47806641204205e-07));
        var p3 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(4.874537888366351e-15), Vector512.Create(5.5155193266287904e-12));
        var p4 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(9.973162571993554e-23), Vector512.Create(1.6089139179912659e-18));
        var q0 = Vector512.FusedMultiplyAdd(u, Vector512.Create(0.4858901396732275), Vector512<double>.One);
        var q1 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(0.0008534583757875794), Vector512.Create(0.03471783716529898));
        var q2 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(5.046779824997125e-08), Vector512.Create(9.342898930531872e-06));
        var q3 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(1.8224337773847209e-13), Vector512.Create(1.377551830883222e-10));
        var q4 = Vector512.FusedMultiplyAdd(
            u, Vector512.Create(1.7234846184965772e-20), Vector512.Create(1.0241740526998125e-16));
        p0 = Vector512.FusedMultiplyAdd(p1, u2, p0);
        p2 = Vector512.FusedMultiplyAdd(p3, u2, p2);
        p4 = Vector512.FusedMultiplyAdd(Vector512.Create(-2.6403673345339573e-27), u2, p4);
        q0 = Vector512.FusedMultiplyAdd(q1, u2, q0);
        q2 = Vector512.FusedMultiplyAdd(q3, u2, q2);
        p2 = Vector512.FusedMultiplyAdd(p4, u4, p2);
        q2 = Vector512.FusedMultiplyAdd(q4, u4, q2);
        var p = Vector512.FusedMultiplyAdd(p2, x * u4, x * p0);
        var q = Vector512.FusedMultiplyAdd(q2, u4, q0);
        return Vector512.MinNative(Vector512<double>.One, Vector512.MaxNative(-Vector512<double>.One, p / q));
    }
}
