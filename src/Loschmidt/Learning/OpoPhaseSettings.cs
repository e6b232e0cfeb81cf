using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Learning;

/// <summary>Settings of parametric oscillators, which hold parameters as a phase of 0 or π.</summary>
public sealed record OpoPhaseSettings
{
    /// <summary>a.</summary>
    [Range(0, 1e12, MinimumIsExclusive = true), Description("strength a of the parametric drive")]
    public double Drive { get; init; } = 1;

    /// <summary>b.</summary>
    [Range(0, 1e12, MinimumIsExclusive = true), Description("strength b of the Kerr effect; the barrier between the two phases is a^2/4b")]
    public double Kerr { get; init; } = 0.25;

    /// <summary>Longest time step, in units of 1/ω.</summary>
    [Range(0, 1, MinimumIsExclusive = true), Description("longest time step of its motion, in units of 1/omega, omega = 4a")]
    public double Resolution { get; init; } = 0.25;
}
