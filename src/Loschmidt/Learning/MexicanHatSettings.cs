using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Learning;

/// <summary>Settings of <see cref="MexicanHat"/>.</summary>
public sealed record MexicanHatSettings
{
    /// <summary>a.</summary>
    [Range(0, 1e12, MinimumIsExclusive = true), Description("strength a of the parametric drive; the radius swings with 4a")]
    public double Drive { get; init; } = 1;

    /// <summary>b.</summary>
    [Range(0, 1e12, MinimumIsExclusive = true), Description("strength b of the common Kerr effect; the inverse mass is 8b, the squared radius a/2b")]
    public double Kerr { get; init; } = 1;

    /// <summary>Longest time step in units of 1/4a.</summary>
    [Range(0, 1, MinimumIsExclusive = true), Description("longest time step in units of 1/4a; the rate of learning errs by a share 0.0045 step^4")]
    public double Step { get; init; } = 0.25;
}
