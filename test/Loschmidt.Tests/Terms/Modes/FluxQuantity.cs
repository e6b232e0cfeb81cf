using System.Runtime.Intrinsics;
using Loschmidt.Terms.Modes;

namespace Loschmidt.Tests.Terms.Modes;

/// <summary>
/// Synthetic flux, K = 2 Im(Ψ₁*Ψ₂) = q₁p₂ − p₁q₂: canonical and energy-conserving, but odd in the momenta.
/// </summary>
internal readonly struct FluxQuantity : IModeQuantity
{
    public static int Modes => 2;

    public static (double A, double B) Factors(double τ) => (Math.Cos(τ), Math.Sin(τ));

    public static Vector512<T> Value<T>(in ModeLanes<T> x)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> =>
        x.Q1 * x.P2 - x.P1 * x.Q2;

    public static void Flow<T>(ref ModeLanes<T> x, Vector512<T> a, Vector512<T> b)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        (x.Q1, x.Q2) = (a * x.Q1 - b * x.Q2, a * x.Q2 + b * x.Q1);
        (x.P1, x.P2) = (a * x.P1 - b * x.P2, a * x.P2 + b * x.P1);
    }

    public static Vector512<T> Tangent<T>(
        ref ModeLanes<T> x, ref ModeLanes<T> dx, Vector512<T> a, Vector512<T> b, Vector512<T> dτ)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var dK = dx.Q1 * x.P2 + x.Q1 * dx.P2 - dx.P1 * x.Q2 - x.P1 * dx.Q2;
        Flow(ref x, a, b);
        Flow(ref dx, a, b);
        (dx.Q1, dx.Q2) = (dx.Q1 - x.Q2 * dτ, dx.Q2 + x.Q1 * dτ);
        (dx.P1, dx.P2) = (dx.P1 - x.P2 * dτ, dx.P2 + x.P1 * dτ);
        return dK;
    }

    public static (double Time, double K) PullBack(in ModeValues x, ref ModeValues λ, double τ, double κ) =>
        throw new NotSupportedException("only the echo is asked about a flux");
}
