using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Imperfections;

/// <summary>Errors of the error signal; all zero is the ideal injection.</summary>
/// <remarks>The nudge should displace mode j by d_j; it displaces it by (1 + s)(1 + s_j)e^(i(φ + φ_j)) d_j.</remarks>
public sealed record InjectionSettings
{
    /// <summary>s: relative error of the strength of every nudge.</summary>
    [Range(-2, 100), Description("relative error of the nudge's strength")]
    public double Strength { get; init; }

    /// <summary>rms of a static relative error s_j of every mode's displacement, drawn once from the seed.</summary>
    [Range(0, 100), Description("rms of a static relative error of every mode's displacement, drawn once from the seed")]
    public double StrengthSpread { get; init; }

    /// <summary>φ, rad: an injection that comes late by t on a carrier ω is late by φ = ωt.</summary>
    [Range(-1000, 1000), Description("phase error of the error signal in rad: the carrier's frequency times the time it comes late")]
    public double Phase { get; init; }

    /// <summary>rms of a static phase error φ_j of every mode's displacement, drawn once from the seed, rad.</summary>
    [Range(0, 1000), Description("rms of a static phase error of every mode's displacement, drawn once from the seed, in rad")]
    public double PhaseSpread { get; init; }
}
