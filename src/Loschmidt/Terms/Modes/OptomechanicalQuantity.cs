using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Terms.Modes;

/// <summary>K = (b + b*)|Ψ|² = √2 Q|Ψ|² with Ψ mode 1 and b = (Q + iP)/√2 mode 2; |Ψ|² and Q are conserved: Ψ e^(−i√2Qτ), P − √2|Ψ|²τ.</summary>
internal readonly struct OptomechanicalQuantity : IModeQuantity
{
    private const double Root = 1.4142135623730951;

    public static int Modes => 2;

    public static double Worth => double.NaN;

    public static (double A, double B) Factors(double τ) => (Root * τ, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Value<T>(in ModeLanes<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        (x.Q1 * x.Q1 + x.P1 * x.P1) * x.Q2 * T.CreateTruncating(Root / 2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Flow<T>(ref ModeLanes<T> x, Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (sin, cos) = LaneMath.SinCos(x.Q2 * a);
        x.P2 -= (x.Q1 * x.Q1 + x.P1 * x.P1) * a * T.CreateTruncating(0.5);
        (x.Q1, x.P1) = (cos * x.Q1 + sin * x.P1, cos * x.P1 - sin * x.Q1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Tangent<T>(
        ref ModeLanes<T> x, ref ModeLanes<T> dx, Vector512<T> a, Vector512<T> b, Vector512<T> dτ)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (half, root) = (T.CreateTruncating(0.5), T.CreateTruncating(Root));
        var intensity = (x.Q1 * x.Q1 + x.P1 * x.P1) * half;
        var dIntensity = x.Q1 * dx.Q1 + x.P1 * dx.P1;
        var dK = (dx.Q2 * intensity + x.Q2 * dIntensity) * root;
        var dφ = dx.Q2 * a + x.Q2 * dτ * root;
        dx.P2 -= dIntensity * a + intensity * dτ * root;
        var (sin, cos) = LaneMath.SinCos(x.Q2 * a);
        x.P2 -= (x.Q1 * x.Q1 + x.P1 * x.P1) * a * half;
        (x.Q1, x.P1) = (cos * x.Q1 + sin * x.P1, cos * x.P1 - sin * x.Q1);
        (dx.Q1, dx.P1) = (
            cos * dx.Q1 + sin * dx.P1 + x.P1 * dφ,
            cos * dx.P1 - sin * dx.Q1 - x.Q1 * dφ);
        return dK;
    }

    public static (double Time, double K) PullBack(in ModeValues x, ref ModeValues λ, double τ, double κ)
    {
        var intensity = 0.5 * (x.Q1 * x.Q1 + x.P1 * x.P1);
        var (s, c) = Math.SinCos(Root * x.Q2 * τ);
        var phase = λ.Q1 * (c * x.P1 - s * x.Q1) - λ.P1 * (c * x.Q1 + s * x.P1);
        var time = Root * (phase * x.Q2 - λ.P2 * intensity);
        var weight = Root * (κ * x.Q2 - τ * λ.P2);
        (λ.Q1, λ.P1) = (c * λ.Q1 - s * λ.P1 + weight * x.Q1, s * λ.Q1 + c * λ.P1 + weight * x.P1);
        λ.Q2 += Root * (phase * τ + κ * intensity);
        return (time, Root * x.Q2 * intensity);
    }
}
