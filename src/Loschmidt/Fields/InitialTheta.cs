using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Fields;

/// <summary>The learning field before any learning: a smooth random potential, a sum of the box's lowest sine modes.</summary>
public sealed record InitialTheta
{
    /// <summary>Modes across.</summary>
    [Range(1, 4096)]
    [Description("modes across")]
    public int ModesAcross { get; init; } = 6;

    /// <summary>Modes along.</summary>
    [Range(1, 4096)]
    [Description("modes along")]
    public int ModesAlong { get; init; } = 18;

    /// <summary>Root mean square of the phase χθT over the window, in rad.</summary>
    [Range(0, 1e4)]
    [Description("root mean square of the phase chi theta T over the window, in rad")]
    public double Phase { get; init; } = 1;
}
