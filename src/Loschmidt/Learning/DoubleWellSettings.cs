using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Learning;

/// <summary>Settings of double wells, which hold parameters at −1 or +1.</summary>
public sealed record DoubleWellSettings
{
    /// <summary>λ.</summary>
    [Range(0, 1e12, MinimumIsExclusive = true), Description("energy lambda of the barrier between theta = -1 and +1")]
    public double Barrier { get; init; } = 1;

    /// <summary>Ω.</summary>
    [Range(0, 1e12, MinimumIsExclusive = true), Description("inverse mass Omega")]
    public double InverseMass { get; init; } = 1;

    /// <summary>Longest time step, in units of 1/ω.</summary>
    [Range(0, 1, MinimumIsExclusive = true), Description("longest time step of its motion, in units of 1/omega, omega^2 = 8 lambda Omega")]
    public double Resolution { get; init; } = 0.25;
}
