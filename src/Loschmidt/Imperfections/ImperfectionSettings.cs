using System.ComponentModel;

namespace Loschmidt.Imperfections;

/// <summary>What separates a device from its equations, seam by seam; a seam that is not named is ideal.</summary>
public sealed record ImperfectionSettings
{
    /// <summary>The parameters.</summary>
    [Description("errors of the parameters")]
    public ParameterSettings? Parameters { get; init; }

    /// <summary>The time reversal.</summary>
    [Description("errors of the time reversal at the turning point")]
    public ReversalSettings? Reversal { get; init; }
}
