using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Reversal;

/// <summary>Parameters that do not stay put during a pass: each is an oscillator, H_θ = Ωπ²/2 + ω²θ²/2Ω, whose ground state is the single point θ = 0.</summary>
public sealed record BoundThetaSettings
{
    /// <summary>ω: (θ, π) turn by this angle in one T_s, rad.</summary>
    [Range(0.0, 1000.0), Description("angle by which theta and its momentum turn in one T_s, in rad")]
    public double Frequency { get; init; } = 0.25;

    /// <summary>Ω during a pass: how easily the light pushes θ.</summary>
    [Range(1e-12, 1e6), Description("inverse mass of theta during a pass")]
    public double InverseMass { get; init; } = 1e-4;

    /// <summary>Where Θ is turned round and where it relaxes.</summary>
    [Description("external (theta leaves the device, is conjugated and relaxes outside) or internal (both happen inside, where theta is bound)")]
    public ThetaMirror Mirror { get; init; } = ThetaMirror.External;
}
