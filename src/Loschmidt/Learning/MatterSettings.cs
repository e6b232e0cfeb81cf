using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Learning;

/// <summary>What the learning field is made of: exactly one kind of matter.</summary>
public sealed record MatterSettings : IValidatableObject
{
    /// <summary>Whether it is held while a sample passes.</summary>
    [Description("whether the matter is held still while a sample passes; else it moves by its own energy, one sample after another")]
    public bool Held { get; init; } = true;

    /// <summary>Free particles.</summary>
    [Description("free particles, every theta a ground state")]
    public FreeParticleSettings? FreeParticle { get; init; }

    /// <summary>Double wells.</summary>
    [Description("double wells, theta = -1 or +1")]
    public DoubleWellSettings? DoubleWell { get; init; }

    /// <summary>Phases of parametric oscillators.</summary>
    [Description("phases of parametric oscillators, 0 or pi: theta = +1 or -1")]
    public OpoPhaseSettings? OpoPhase { get; init; }

    /// <summary>Mexican hats.</summary>
    [Description("Mexican hats, two driven Kerr modes a parameter: theta is the angle, which nothing pins")]
    public MexicanHatSettings? MexicanHat { get; init; }

    /// <summary>What breaks their degeneracy; nothing where null.</summary>
    [Description("what breaks the degeneracy of the ground states, so that memories slide away; nothing without it")]
    public PinningSettings? Pinning { get; init; }

    /// <summary>Rules between keys.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var named = MatterFactory.Kinds(this).Count(kind => kind is not null);
        if (named != 1)
            yield return new ValidationResult($"names {(named == 0 ? "no kind" : $"{named} kinds")} of matter; it takes one of freeParticle, doubleWell, opoPhase, mexicanHat");
    }
}
