using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Terms.Modes;

/// <summary>K = |Ψ₁|²|Ψ₂|²; both intensities are conserved, each turns the other mode's phase.</summary>
internal readonly struct CrossKerrQuantity : IModeQuantity
{
    public static int Modes => 2;

    public static (double A, double B) Factors(double τ) => (τ, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Value<T>(in ModeLanes<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        (x.Q1 * x.Q1 + x.P1 * x.P1) * (x.Q2 * x.Q2 + x.P2 * x.P2) * T.CreateTruncating(0.25);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Flow<T>(ref ModeLanes<T> x, Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var half = a * T.CreateTruncating(0.5);
        var (sin1, cos1) = LaneMath.SinCos((x.Q2 * x.Q2 + x.P2 * x.P2) * half);
        var (sin2, cos2) = LaneMath.SinCos((x.Q1 * x.Q1 + x.P1 * x.P1) * half);
        (x.Q1, x.P1) = (cos1 * x.Q1 + sin1 * x.P1, cos1 * x.P1 - sin1 * x.Q1);
        (x.Q2, x.P2) = (cos2 * x.Q2 + sin2 * x.P2, cos2 * x.P2 - sin2 * x.Q2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Tangent<T>(
        ref ModeLanes<T> x, ref ModeLanes<T> dx, Vector512<T> a, Vector512<T> b, Vector512<T> dτ)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var half = T.CreateTruncating(0.5);
        var i1 = (x.Q1 * x.Q1 + x.P1 * x.P1) * half;
        var i2 = (x.Q2 * x.Q2 + x.P2 * x.P2) * half;
        var d1 = x.Q1 * dx.Q1 + x.P1 * dx.P1;
        var d2 = x.Q2 * dx.Q2 + x.P2 * dx.P2;
        var (dφ1, dφ2) = (d2 * a + i2 * dτ, d1 * a + i1 * dτ);
        var (sin1, cos1) = LaneMath.SinCos(i2 * a);
        var (sin2, cos2) = LaneMath.SinCos(i1 * a);
        (x.Q1, x.P1) = (cos1 * x.Q1 + sin1 * x.P1, cos1 * x.P1 - sin1 * x.Q1);
        (x.Q2, x.P2) = (cos2 * x.Q2 + sin2 * x.P2, cos2 * x.P2 - sin2 * x.Q2);
        (dx.Q1, dx.P1) = (
            cos1 * dx.Q1 + sin1 * dx.P1 + x.P1 * dφ1,
            cos1 * dx.P1 - sin1 * dx.Q1 - x.Q1 * dφ1);
        (dx.Q2, dx.P2) = (
            cos2 * dx.Q2 + sin2 * dx.P2 + x.P2 * dφ2,
            cos2 * dx.P2 - sin2 * dx.Q2 - x.Q2 * dφ2);
        return i1 * d2 + i2 * d1;
    }

    public static (double Time, double K) PullBack(in ModeValues x, ref ModeValues λ, double τ, double κ)
    {
        var i1 = 0.5 * (x.Q1 * x.Q1 + x.P1 * x.P1);
        var i2 = 0.5 * (x.Q2 * x.Q2 + x.P2 * x.P2);
        var (s1, c1) = Math.SinCos(i2 * τ);
        var (s2, c2) = Math.SinCos(i1 * τ);
        var phase1 = λ.Q1 * (c1 * x.P1 - s1 * x.Q1) - λ.P1 * (c1 * x.Q1 + s1 * x.P1);
        var phase2 = λ.Q2 * (c2 * x.P2 - s2 * x.Q2) - λ.P2 * (c2 * x.Q2 + s2 * x.P2);
        var (weight1, weight2) = (phase2 * τ + κ * i2, phase1 * τ + κ * i1);
        (λ.Q1, λ.P1) = (c1 * λ.Q1 - s1 * λ.P1 + weight1 * x.Q1, s1 * λ.Q1 + c1 * λ.P1 + weight1 * x.P1);
        (λ.Q2, λ.P2) = (c2 * λ.Q2 - s2 * λ.P2 + weight2 * x.Q2, s2 * λ.Q2 + c2 * λ.P2 + weight2 * x.P2);
        return (phase1 * i2 + phase2 * i1, i1 * i2);
    }
}
