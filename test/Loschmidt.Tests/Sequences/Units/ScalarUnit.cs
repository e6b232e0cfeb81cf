using Loschmidt.Numerics.Reals;
using Loschmidt.Sequences;

namespace Loschmidt.Tests.Sequences.Units;

/// <summary>One oscillator at a time, straight from the equations and over any number type: shares nothing with the
/// vector kernels.</summary>
/// <remarks>Coefficients: h, A of a linear oscillator; h, α, c, w, b of a nonlinear one.</remarks>
internal static class ScalarUnit
{
    public static int Coefficients(UnitKind kind) => kind == UnitKind.Linear ? 2 : 5;

    public static R Force<R>(UnitKind kind, R phi, R s, ReadOnlySpan<R> c)
        where R : struct, IReal<R> =>
        kind == UnitKind.Linear ? s - c[1] * phi : -(c[1] * phi + c[2] * R.Tanh(c[3] * phi + s + c[4]));

    public static void Step<R>(UnitKind kind, ref R phi, ref R pi, R s, ReadOnlySpan<R> c)
        where R : struct, IReal<R>
    {
        var half = phi + c[0] * pi / 2;
        pi += c[0] * Force(kind, half, s, c);
        phi = half + c[0] * pi / 2;
    }

    /// <summary>V at a position.</summary>
    public static double Potential(UnitKind kind, double phi, double s, ReadOnlySpan<double> c)
    {
        if (kind == UnitKind.Linear)
            return phi * (c[1] * phi / 2 - s);
        return c[1] * phi * phi / 2 + c[2] / c[3] * LogCosh(c[3] * phi + s + c[4]);
    }

    /// <summary>∂V/∂c for every coefficient but h, then ∂V/∂s.</summary>
    public static double[] Derivatives(UnitKind kind, double phi, double s, ReadOnlySpan<double> c)
    {
        if (kind == UnitKind.Linear)
            return [phi * phi / 2, -phi];
        var a = c[3] * phi + s + c[4];
        var (t, ln) = (Math.Tanh(a), LogCosh(a));
        return
        [
            phi * phi / 2, ln / c[3], c[2] * (phi * t / c[3] - ln / (c[3] * c[3])), c[2] * t / c[3], c[2] * t / c[3],
        ];
    }

    private static double LogCosh(double a) => Math.Abs(a) + Math.Log(1 + Math.Exp(-2 * Math.Abs(a))) - Math.Log(2);
}
