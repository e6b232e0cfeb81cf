using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Fields;

/// <summary>The Gaussian packets that carry the input bits: bit s decides between x = (2s + 1)W/8 and half a width further.</summary>
public sealed record WavePacket
{
    /// <summary>Waist σ: |Ψ|² falls as exp(−r²/2σ²).</summary>
    [Range(1e-6, 1e6)]
    [Description("waist sigma: |Psi|^2 falls as exp(-r^2/2 sigma^2)")]
    public double Waist { get; init; } = 0.1;

    /// <summary>Intensity I: the two packets together carry ∫|Ψ|² = (2σ)² I.</summary>
    [Range(0, 1e6)]
    [Description("intensity I: the input carries a norm of (2 sigma)^2 I")]
    public double Intensity { get; init; } = 1;

    /// <summary>Carrier wave number k_z; with β &gt; 0 the packets travel towards +z with speed βk_z.</summary>
    [Range(-1e6, 1e6)]
    [Description("carrier wave number k_z; the packets travel with speed beta k_z towards +z")]
    public double Carrier { get; init; } = 56.25;

    /// <summary>Where the packets start, as a fraction of L.</summary>
    [Range(0, 1)]
    [Description("where the packets start, as a fraction of the length")]
    public double Position { get; init; } = 0.05;
}
