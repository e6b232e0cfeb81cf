using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Experiments.Schema;

/// <summary>The decay step θ̇ = Ωπ, π̇ = −Γπ that turns a kick of π into a change of θ.</summary>
public sealed record DecaySettings : IValidatableObject
{
    /// <summary>Γ, the damping rate.</summary>
    [Description("Damping rate of the momenta.")]
    [Range(0, 1e12, MinimumIsExclusive = true)]
    public double Rate { get; init; } = 1e-2;

    /// <summary>T_D; infinite for a complete decay.</summary>
    [Description("Duration of the decay step.")]
    [Range(0, 1e15)]
    [Word("complete", double.PositiveInfinity)]
    public double Time { get; init; } = double.PositiveInfinity;

    /// <summary>kT of the bath that the momenta decay into.</summary>
    [Description("Temperature k T of the bath that the momenta decay into, in units of the machine's energy; self-learning alone feels it.")]
    [Range(0, 1e12)]
    public double Temperature { get; init; }

    /// <summary>Rules between keys.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Temperature > 0 && double.IsInfinity(Time))
            yield return new ValidationResult("needs a finite 'time': in a complete decay the parameters would diffuse without end", [nameof(Temperature)]);
    }
}
