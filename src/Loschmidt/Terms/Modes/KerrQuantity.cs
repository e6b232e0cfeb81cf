using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Terms.Modes;

/// <summary>K = ½|Ψ|⁴; flow Ψ → Ψ e^(−i|Ψ|²τ), the intensity being conserved.</summary>
internal readonly struct KerrQuantity : IModeQuantity
{
    public static int Modes => 1;

    public static (double A, double B) Factors(double τ) => (τ, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Value<T>(in ModeLanes<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var intensity = IntensityQuantity.Value(x);
        return intensity * intensity * T.CreateTruncating(0.5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Flow<T>(ref ModeLanes<T> x, Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (sin, cos) = LaneMath.SinCos(IntensityQuantity.Value(x) * a);
        (x.Q1, x.P1) = (cos * x.Q1 + sin * x.P1, cos * x.P1 - sin * x.Q1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Tangent<T>(
        ref ModeLanes<T> x, ref ModeLanes<T> dx, Vector512<T> a, Vector512<T> b, Vector512<T> dτ)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var intensity = IntensityQuantity.Value(x);
        var dIntensity = x.Q1 * dx.Q1 + x.P1 * dx.P1;
        var dφ = dIntensity * a + intensity * dτ;
        var (sin, cos) = LaneMath.SinCos(intensity * a);
        (x.Q1, x.P1) = (cos * x.Q1 + sin * x.P1, cos * x.P1 - sin * x.Q1);
        (dx.Q1, dx.P1) = (
            cos * dx.Q1 + sin * dx.P1 + x.P1 * dφ,
            cos * dx.P1 - sin * dx.Q1 - x.Q1 * dφ);
        return intensity * dIntensity;
    }

    public static (double Time, double K) PullBack(in ModeValues x, ref ModeValues λ, double τ, double κ)
    {
        var intensity = 0.5 * (x.Q1 * x.Q1 + x.P1 * x.P1);
        var (s, c) = Math.SinCos(intensity * τ);
        var phase = λ.Q1 * (c * x.P1 - s * x.Q1) - λ.P1 * (c * x.Q1 + s * x.P1);
        var weight = phase * τ + κ * intensity;
        (λ.Q1, λ.P1) = (c * λ.Q1 - s * λ.P1 + weight * x.Q1, s * λ.Q1 + c * λ.P1 + weight * x.P1);
        return (phase * intensity, 0.5 * intensity * intensity);
    }
}
