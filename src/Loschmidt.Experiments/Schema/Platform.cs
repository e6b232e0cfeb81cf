using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Experiments.Schema;

/// <summary>What a machine would be built of: every number that turns its passes into seconds and joules.</summary>
public sealed record Platform : IValidatableObject
{
    /// <summary>Its name.</summary>
    [RegularExpression(@"[\s\S]*\S[\s\S]*", ErrorMessage = "expects words"), Description("name of the platform")]
    public required string Name { get; init; }

    /// <summary>One line.</summary>
    [Description("what it is, in one line")]
    public string Description { get; init; } = "";

    /// <summary>Length of a layer, mm.</summary>
    [Description("length of a layer, mm")]
    public required Assumption LayerLength { get; init; }

    /// <summary>Group index of the guided pulse.</summary>
    [Description("group index of the pulse")]
    public required Assumption RefractiveIndex { get; init; }

    /// <summary>Response of the time reversal, fs.</summary>
    [Description("response time of the reversal, fs")]
    public required Assumption ReversalTime { get; init; }

    /// <summary>Bandwidth of a pulse, THz; it lasts 0.44/bandwidth.</summary>
    [Description("bandwidth of a pulse, THz; it lasts 0.44 / bandwidth")]
    public required Assumption Bandwidth { get; init; }

    /// <summary>Response of the detectors, ps; once an inference.</summary>
    [Description("response time of the detectors, ps; once an inference")]
    public required Assumption DetectorTime { get; init; }

    /// <summary>What the learning field needs beside the passes, ps; once a training step.</summary>
    [Description("time for the learning field beside the passes, ps; once a training step")]
    public required Assumption UpdateTime { get; init; }

    /// <summary>Wavelength in vacuum, nm.</summary>
    [Description("wavelength in vacuum, nm")]
    public required Assumption Wavelength { get; init; }

    /// <summary>Photons of a pulse.</summary>
    [Description("photons of a pulse, where the experiment says nothing of them")]
    public required Assumption PhotonsPerPulse { get; init; }

    /// <summary>Light in the pulse per electrical energy.</summary>
    [Description("light in the pulse per electrical energy")]
    public required Assumption Efficiency { get; init; }

    /// <summary>What a reversal takes, in energies of the pulse.</summary>
    [Description("energy that a reversal takes, in energies of the pulse")]
    public required Assumption ReversalEnergy { get; init; }

    /// <summary>What a detector takes, fJ for every output.</summary>
    [Description("energy of reading one output, fJ")]
    public required Assumption DetectorEnergy { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Key, Assumption Number)[] positive =
            [(nameof(LayerLength), LayerLength), (nameof(Bandwidth), Bandwidth), (nameof(Wavelength), Wavelength), (nameof(Efficiency), Efficiency)];
        foreach (var (key, number) in positive)
        {
            if (number.Value <= 0)
                yield return new ValidationResult("expects a value > 0", [key]);
        }

        (string Key, Assumption Number)[] others =
        [
            (nameof(ReversalTime), ReversalTime), (nameof(DetectorTime), DetectorTime), (nameof(UpdateTime), UpdateTime),
            (nameof(PhotonsPerPulse), PhotonsPerPulse), (nameof(ReversalEnergy), ReversalEnergy), (nameof(DetectorEnergy), DetectorEnergy),
        ];
        foreach (var (key, number) in others)
        {
            if (number.Value < 0)
                yield return new ValidationResult("expects a value from 0", [key]);
        }

        if (RefractiveIndex.Value < 1)
            yield return new ValidationResult("expects a value from 1: no pulse is faster than light", [nameof(RefractiveIndex)]);
        if (Efficiency.Value > 1)
            yield return new ValidationResult("expects a value to 1: no light comes of nothing", [nameof(Efficiency)]);
    }
}
