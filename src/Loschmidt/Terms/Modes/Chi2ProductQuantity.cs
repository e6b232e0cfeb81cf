using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Terms.Modes;

/// <summary>
/// H₃ of the χ(2) splitting, K = 2Pqp with mode 1 = (q, p) and ancilla (Q, P): q e, p/e with e = e^(2Pτ); qp is
/// conserved.
/// </summary>
internal readonly struct Chi2ProductQuantity : IModeQuantity
{
    public static int Modes => 2;

    public static double Worth => 2;

    public static (double A, double B) Factors(double τ) => (2 * τ, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Value<T>(in ModeLanes<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        (x.P2 + x.P2) * x.Q1 * x.P1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Flow<T>(ref ModeLanes<T> x, Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var e = LaneMath.Exp(a * x.P2);
        x.Q2 += a * x.Q1 * x.P1;
        x.Q1 *= e;
        x.P1 /= e;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Tangent<T>(
        ref ModeLanes<T> x, ref ModeLanes<T> dx, Vector512<T> a, Vector512<T> b, Vector512<T> dτ)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var product = x.Q1 * x.P1;
        var dProduct = dx.Q1 * x.P1 + x.Q1 * dx.P1;
        var twice = x.P2 + x.P2;
        var dExponent = a * dx.P2 + twice * dτ;
        var e = LaneMath.Exp(a * x.P2);
        x.Q2 += a * product;
        x.Q1 *= e;
        x.P1 /= e;
        dx.Q2 += a * dProduct + (product + product) * dτ;
        dx.Q1 = e * dx.Q1 + x.Q1 * dExponent;
        dx.P1 = dx.P1 / e - x.P1 * dExponent;
        return (dx.P2 + dx.P2) * product + twice * dProduct;
    }

    public static (double Time, double K) PullBack(in ModeValues x, ref ModeValues λ, double τ, double κ)
    {
        var (q, p, P) = (x.Q1, x.P1, x.P2);
        var e = Math.Exp(2 * P * τ);
        var stretch = λ.Q1 * q * e - λ.P1 * p / e;
        var time = 2 * P * stretch + 2 * q * p * λ.Q2;
        var through = 2 * τ * λ.Q2 + 2 * κ * P;
        λ.Q1 = e * λ.Q1 + through * p;
        λ.P1 = λ.P1 / e + through * q;
        λ.P2 += 2 * τ * stretch + 2 * κ * q * p;
        return (time, 2 * P * q * p);
    }
}
