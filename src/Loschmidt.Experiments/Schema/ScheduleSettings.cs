using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Experiments.Schema;

/// <summary>How the rate changes during training.</summary>
public sealed record ScheduleSettings : IValidatableObject
{
    /// <summary>Its shape.</summary>
    [Description("Shape of the schedule.")]
    public ScheduleKind Kind { get; init; } = ScheduleKind.Constant;

    /// <summary>τ of <see cref="ScheduleKind.Hyperbolic"/>, in steps.</summary>
    [Description("Steps after which a hyperbolic schedule has halved.")]
    [Range(0, 1e12, MinimumIsExclusive = true)]
    public double? Tau { get; init; }

    /// <summary>Smallest factor; 0 where null.</summary>
    [Description("Smallest factor on the rate; 0 without it.")]
    [Range(0, 1)]
    public double? Floor { get; init; }

    /// <summary>Rules between keys.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var word = ValueTypes.Words(typeof(ScheduleKind))[(int)Kind].Word;
        if (Kind == ScheduleKind.Hyperbolic && Tau is null)
            yield return new ValidationResult("of kind hyperbolic needs the key 'tau': a finite number > 0", []);
        if (Kind != ScheduleKind.Hyperbolic && Tau is not null)
            yield return new ValidationResult($"has no meaning for kind: {word}; remove it", [nameof(Tau)]);
        if (Kind == ScheduleKind.Constant && Floor is not null)
            yield return new ValidationResult("has no meaning for kind: constant; remove it", [nameof(Floor)]);
    }
}
