using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Terms.Modes;

/// <summary>
/// K = Ψ₁Ψ₂ + c.c. = q₁q₂ − p₁p₂; flow Ψ₁ → cosh τ Ψ₁ − i sinh τ Ψ₂* and the same with 1 and 2 exchanged.
/// </summary>
internal readonly struct SqueezingQuantity : IModeQuantity
{
    public static int Modes => 2;

    public static double Worth => double.NaN;

    public static (double A, double B) Factors(double τ) => (Math.Cosh(τ), Math.Sinh(τ));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Value<T>(in ModeLanes<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        x.Q1 * x.Q2 - x.P1 * x.P2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Flow<T>(ref ModeLanes<T> x, Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (x.Q1, x.P2) = (a * x.Q1 - b * x.P2, a * x.P2 - b * x.Q1);
        (x.Q2, x.P1) = (a * x.Q2 - b * x.P1, a * x.P1 - b * x.Q2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Tangent<T>(
        ref ModeLanes<T> x, ref ModeLanes<T> dx, Vector512<T> a, Vector512<T> b, Vector512<T> dτ)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var dK = dx.Q1 * x.Q2 + x.Q1 * dx.Q2 - dx.P1 * x.P2 - x.P1 * dx.P2;
        Flow(ref x, a, b);
        Flow(ref dx, a, b);
        dx.Q1 -= x.P2 * dτ;
        dx.P1 -= x.Q2 * dτ;
        dx.Q2 -= x.P1 * dτ;
        dx.P2 -= x.Q1 * dτ;
        return dK;
    }

    public static (double Time, double K) PullBack(in ModeValues x, ref ModeValues λ, double τ, double κ)
    {
        var (c, s) = (Math.Cosh(τ), Math.Sinh(τ));
        var time = -λ.Q1 * (c * x.P2 - s * x.Q1) - λ.P1 * (c * x.Q2 - s * x.P1)
            - λ.Q2 * (c * x.P1 - s * x.Q2) - λ.P2 * (c * x.Q1 - s * x.P2);
        (λ.Q1, λ.P1, λ.Q2, λ.P2) = (
            c * λ.Q1 - s * λ.P2 + κ * x.Q2,
            c * λ.P1 - s * λ.Q2 - κ * x.P2,
            c * λ.Q2 - s * λ.P1 + κ * x.Q1,
            c * λ.P2 - s * λ.Q1 - κ * x.P1);
        return (time, x.Q1 * x.Q2 - x.P1 * x.P2);
    }
}
