using System.Numerics;

namespace Loschmidt.Fields;

/// <summary>B at one site, plainly: what the reference knows of the nonlinear step.</summary>
internal static class WaveTurn
{
    /// <summary>e^(+iφ), φ = χ dt θ + κI.</summary>
    /// <param name="dynamics">χ dt and κ.</param>
    /// <param name="before">q + ip before B.</param>
    /// <param name="theta">θ there; 0 outside of the window.</param>
    public static Complex Of<T>(WaveDynamics<T> dynamics, Complex before, double theta)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (sin, cos) = Math.SinCos((dynamics.KerrTime * Intensity(before)) + (dynamics.CouplingTime * theta));
        return new Complex(cos, sin);
    }

    /// <summary>I of a pair q + ip.</summary>
    public static double Intensity(Complex pair) => 0.5 * (pair.Real * pair.Real + pair.Imaginary * pair.Imaginary);
}
