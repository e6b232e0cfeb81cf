using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Imperfections;

/// <summary>How the parameters of the device differ from those that were meant; all zero is the ideal device.</summary>
public sealed record ParameterSettings
{
    /// <summary>rms of a static error of every parameter, drawn once from the seed, in its own units.</summary>
    [Range(0, 1e6), Description("rms of a static error of every parameter, drawn once from the seed, in the parameter's units")]
    public double Spread { get; init; }
}
