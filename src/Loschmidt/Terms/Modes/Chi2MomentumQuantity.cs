using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Terms.Modes;

/// <summary>H₂ of the χ(2) splitting, K = −Qp² with mode 1 = (q, p) and ancilla (Q, P): a shear of q and P.</summary>
internal readonly struct Chi2MomentumQuantity : IModeQuantity
{
    public static int Modes => 2;

    public static double Worth => 2;

    public static (double A, double B) Factors(double τ) => (τ, 2 * τ);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Value<T>(in ModeLanes<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        -x.Q2 * x.P1 * x.P1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Flow<T>(ref ModeLanes<T> x, Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        x.Q1 -= b * x.Q2 * x.P1;
        x.P2 += a * x.P1 * x.P1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Tangent<T>(
        ref ModeLanes<T> x, ref ModeLanes<T> dx, Vector512<T> a, Vector512<T> b, Vector512<T> dτ)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var product = dx.Q2 * x.P1 + x.Q2 * dx.P1;
        var twice = x.P1 + x.P1;
        dx.Q1 -= b * product + twice * x.Q2 * dτ;
        dx.P2 += b * x.P1 * dx.P1 + x.P1 * x.P1 * dτ;
        Flow(ref x, a, b);
        return -(dx.Q2 * x.P1 * x.P1 + twice * x.Q2 * dx.P1);
    }

    public static (double Time, double K) PullBack(in ModeValues x, ref ModeValues λ, double τ, double κ)
    {
        var (p, Q) = (x.P1, x.Q2);
        λ.P1 += -2 * κ * Q * p - 2 * τ * (Q * λ.Q1 - p * λ.P2);
        λ.Q2 += -κ * p * p - 2 * τ * p * λ.Q1;
        return (-2 * Q * p * λ.Q1 + p * p * λ.P2, -Q * p * p);
    }
}
