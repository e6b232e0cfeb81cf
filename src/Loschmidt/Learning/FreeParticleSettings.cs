using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Learning;

/// <summary>Settings of free particles as matter.</summary>
public sealed record FreeParticleSettings
{
    /// <summary>Ω.</summary>
    [Range(0, 1e12, MinimumIsExclusive = true), Description("inverse mass Omega")]
    public double InverseMass { get; init; } = 1;
}
