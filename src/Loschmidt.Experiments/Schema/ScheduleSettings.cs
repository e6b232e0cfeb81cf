using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

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

    /// <summary>Training steps at which <see cref="ScheduleKind.Steps"/> multiplies, ascending.</summary>
    [Description("For steps: the training steps at which the rate is multiplied by the factor, ascending.")]
    [Range(1, int.MaxValue)]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Trimming.SettingsStayWhole)]
    [MinLength(1)] // asks arrays only, which carry their length
    public int[]? At { get; init; }

    /// <summary>What <see cref="ScheduleKind.Steps"/> multiplies by; 0.1 where null.</summary>
    [Description("For steps: what the rate is multiplied by at each of them; 0.1 without it.")]
    [Range(0, 1, MinimumIsExclusive = true)]
    public double? Factor { get; init; }

    /// <summary>Smallest factor; 0 where null. The warm-up may lie below it.</summary>
    [Description("Smallest factor on the rate; 0 without it.")]
    [Range(0, 1)]
    public double? Floor { get; init; }

    /// <summary>N steps of warm-up: step n &lt; N is multiplied by (n + 1)/N, whatever the kind.</summary>
    [Description("Steps of a linear warm-up from 1/N to 1 that multiplies any kind; "
        + "the kind itself counts from step 0.")]
    [Range(1, int.MaxValue)]
    public int? WarmUp { get; init; }

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
        if (Kind == ScheduleKind.Steps && At is null)
            yield return new ValidationResult("of kind steps needs the key 'at': a list of training steps", []);
        if (Kind != ScheduleKind.Steps && At is not null)
            yield return new ValidationResult($"has no meaning for kind: {word}; remove it", [nameof(At)]);
        if (Kind != ScheduleKind.Steps && Factor is not null)
            yield return new ValidationResult($"has no meaning for kind: {word}; remove it", [nameof(Factor)]);
        if (At is not null && At.Zip(At.Skip(1)).Any(pair => pair.First >= pair.Second))
            yield return new ValidationResult("expects ascending steps, no step twice", [nameof(At)]);
    }
}
