using System.Numerics;

namespace Loschmidt.Scattering;

/// <summary>A network rings for ever at the frequency it is probed with, so it has no steady state; the message names the mode.</summary>
public sealed class ResonanceException : ArithmeticException
{
    /// <summary>Carries the finding.</summary>
    public ResonanceException(string message)
        : base(message)
    {
    }

    /// <summary>Names the mode that rings most.</summary>
    /// <param name="modes">The modes.</param>
    /// <param name="ringing">A field that A does not see, Aa = 0.</param>
    /// <param name="frequency">ω.</param>
    internal static ResonanceException Of(ScatteringModes modes, Complex[] ringing, double frequency)
    {
        var sizes = Array.ConvertAll(ringing, Complex.Abs);
        return new ResonanceException(FormattableString.Invariant(
            $"the network has a lossless resonance at ω = {frequency:G6}: {modes.NameOf(Array.IndexOf(sizes, sizes.Max()))} rings for ever; add loss or detune it"));
    }
}
