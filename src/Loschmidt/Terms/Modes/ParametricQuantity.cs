using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Terms.Modes;

/// <summary>K = Ψ² + Ψ*² = q² − p²; flow q → q cosh 2τ − p sinh 2τ, p → p cosh 2τ − q sinh 2τ.</summary>
internal readonly struct ParametricQuantity : IModeQuantity
{
    public static int Modes => 1;

    public static double Worth => double.NaN;

    public static (double A, double B) Factors(double τ) => (Math.Cosh(2 * τ), Math.Sinh(2 * τ));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Value<T>(in ModeLanes<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        (x.Q1 - x.P1) * (x.Q1 + x.P1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Flow<T>(ref ModeLanes<T> x, Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        (x.Q1, x.P1) = (a * x.Q1 - b * x.P1, a * x.P1 - b * x.Q1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Tangent<T>(
        ref ModeLanes<T> x, ref ModeLanes<T> dx, Vector512<T> a, Vector512<T> b, Vector512<T> dτ)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var dK = x.Q1 * dx.Q1 - x.P1 * dx.P1;
        Flow(ref x, a, b);
        Flow(ref dx, a, b);
        dx.Q1 -= (x.P1 + x.P1) * dτ;
        dx.P1 -= (x.Q1 + x.Q1) * dτ;
        return dK + dK;
    }

    public static (double Time, double K) PullBack(in ModeValues x, ref ModeValues λ, double τ, double κ)
    {
        var (c, s) = (Math.Cosh(2 * τ), Math.Sinh(2 * τ));
        var time = -2 * (λ.Q1 * (c * x.P1 - s * x.Q1) + λ.P1 * (c * x.Q1 - s * x.P1));
        (λ.Q1, λ.P1) = (c * λ.Q1 - s * λ.P1 + 2 * κ * x.Q1, c * λ.P1 - s * λ.Q1 - 2 * κ * x.P1);
        return (time, x.Q1 * x.Q1 - x.P1 * x.P1);
    }
}
