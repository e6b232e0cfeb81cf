using System.ComponentModel;

namespace Loschmidt.Imperfections;

/// <summary>What separates a device from its equations, seam by seam; a seam that is not named is ideal.</summary>
public sealed record ImperfectionSettings
{
    /// <summary>The parameters.</summary>
    [Description("errors of the parameters")]
    public ParameterSettings? Parameters { get; init; }

    /// <summary>The inputs.</summary>
    [Description("errors of the inputs")]
    public DriveSettings? Drive { get; init; }

    /// <summary>The passes.</summary>
    [Description("loss, noise and disorder of the field on its way out and home")]
    public MapSettings? Map { get; init; }

    /// <summary>The injection of the error signal.</summary>
    [Description("errors of the error signal")]
    public InjectionSettings? Injection { get; init; }

    /// <summary>The time reversal.</summary>
    [Description("errors of the time reversal at the turning point")]
    public ReversalSettings? Reversal { get; init; }

    /// <summary>The momenta of the parameters.</summary>
    [Description("errors of the parameters' momenta")]
    public LearningSettings? Learning { get; init; }

    /// <summary>The outputs.</summary>
    [Description("errors of the outputs")]
    public DetectionSettings? Detection { get; init; }

    /// <summary>The photons.</summary>
    [Description("noise of the vacuum, and of a mirror that amplifies it")]
    public QuantumSettings? Quantum { get; init; }

    /// <summary>What is done against loss.</summary>
    [Description("what is done against a loss that is known")]
    public CompensationSettings? Compensation { get; init; }
}
