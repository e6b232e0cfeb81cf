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

    /// <summary>The same device without what is fresh at every pass and without errors that act on the way home only: its forward passes are a function of θ.</summary>
    public ImperfectionSettings Still => new()
    {
        Parameters = Parameters is null ? null : Parameters with { Drift = 0, Walk = 0 },
        Drive = Drive is null ? null : Drive with { Noise = 0 },
        Map = Map is null ? null : Map with { Dephasing = 0, Occupation = 0, Jitter = 0 },
        Detection = Detection is null ? null : Detection with { Noise = 0, ShotNoise = 0, Bits = 0 },
    };

    /// <summary>Whether a device without noise has another cost than the ideal machine at the same θ.</summary>
    public bool ChangesCost =>
        Map is { } map && (map.Loss != 0 || map.Gain != 0 || map.Detuning != 0)
        || Drive is { } drive && (drive.Bits != 0 || drive.Range != 0 || drive.Crosstalk != 0)
        || Detection is { Crosstalk: not 0 };
}
