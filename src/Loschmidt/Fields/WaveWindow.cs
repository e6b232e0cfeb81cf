using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Fields;

/// <summary>The part of the box, from·L ≤ z ≤ to·L over its whole width, in which the wave meets the learning field.</summary>
public sealed record WaveWindow
{
    /// <summary>Beginning of the window as a fraction of L.</summary>
    [Range(0, 1)]
    [Description("beginning of the window, as a fraction of the length")]
    public double From { get; init; } = 0.2;

    /// <summary>End of the window as a fraction of L.</summary>
    [Range(0, 1)]
    [Description("end of the window, as a fraction of the length")]
    public double To { get; init; } = 0.75;
}
