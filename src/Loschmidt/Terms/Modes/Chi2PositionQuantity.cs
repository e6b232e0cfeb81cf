using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Terms.Modes;

/// <summary>
/// H₁ of the χ(2) splitting, K = Qq² with mode 1 = (q, p) and ancilla (Q, P): a shear of both momenta.
/// </summary>
internal readonly struct Chi2PositionQuantity : IModeQuantity
{
    public static int Modes => 2;

    public static double Worth => 2;

    public static (double A, double B) Factors(double τ) => (τ, 2 * τ);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Value<T>(in ModeLanes<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        x.Q2 * x.Q1 * x.Q1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Flow<T>(ref ModeLanes<T> x, Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        x.P1 -= b * x.Q2 * x.Q1;
        x.P2 -= a * x.Q1 * x.Q1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Tangent<T>(
        ref ModeLanes<T> x, ref ModeLanes<T> dx, Vector512<T> a, Vector512<T> b, Vector512<T> dτ)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var product = dx.Q2 * x.Q1 + x.Q2 * dx.Q1;
        var twice = x.Q1 + x.Q1;
        dx.P1 -= b * product + twice * x.Q2 * dτ;
        dx.P2 -= b * x.Q1 * dx.Q1 + x.Q1 * x.Q1 * dτ;
        Flow(ref x, a, b);
        return dx.Q2 * x.Q1 * x.Q1 + twice * x.Q2 * dx.Q1;
    }

    public static (double Time, double K) PullBack(in ModeValues x, ref ModeValues λ, double τ, double κ)
    {
        var (q, Q) = (x.Q1, x.Q2);
        λ.Q1 += 2 * κ * Q * q - 2 * τ * (Q * λ.P1 + q * λ.P2);
        λ.Q2 += κ * q * q - 2 * τ * q * λ.P1;
        return (-2 * Q * q * λ.P1 - q * q * λ.P2, Q * q * q);
    }
}
