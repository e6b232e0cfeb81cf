using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Learning;

/// <summary>Settings of <see cref="BrokenDegeneracy"/>.</summary>
public sealed record PinningSettings
{
    /// <summary>h.</summary>
    [Range(-1e12, 1e12), Description("height h of H' = h cos(k theta), which breaks the degeneracy")]
    public double Height { get; init; }

    /// <summary>k.</summary>
    [Range(0, 1e6, MinimumIsExclusive = true), Description("wavenumber k of H' = h cos(k theta); 4 where the cross-Kerr effect of a hat is off")]
    public double Wavenumber { get; init; } = 1;
}
