using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Fields;

/// <summary>What the wave is judged by: a packet expected at x = W/4 for the answer 0, at x = 3W/4 for the answer 1.</summary>
public sealed record WaveTarget
{
    /// <summary>Whether the field itself or only its intensity is compared.</summary>
    [Description("compare the field itself or its intensity")]
    public WaveCostKind Kind { get; init; } = WaveCostKind.Field;

    /// <summary>Width σ_φ of the two regions φ in which the comparison is made.</summary>
    [Range(1e-6, 1e6)]
    [Description("width sigma_phi of the two output regions")]
    public double Width { get; init; } = 0.1;

    /// <summary>Whether the target carries the packets' carrier wave.</summary>
    [Description("whether the target field has the packets' carrier")]
    public bool Carrier { get; init; } = true;

    /// <summary>Where the outputs lie, as a fraction of L.</summary>
    [Range(0, 1)]
    [Description("where the outputs lie, as a fraction of the length")]
    public double Position { get; init; } = 0.8;
}
