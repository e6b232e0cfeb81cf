using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Experiments.Schema;

/// <summary>Two limits on a figure that should be zero.</summary>
public sealed record ThresholdSettings : IValidatableObject
{
    /// <summary>Above it the run says so, and goes on.</summary>
    [Description("Above it the run warns and goes on.")]
    [Range(0, 1e300)]
    public double? Warn { get; init; }

    /// <summary>Above it the run ends, with the state saved.</summary>
    [Description("Above it the run ends, with its state saved.")]
    [Range(0, 1e300)]
    public double? Stop { get; init; }

    /// <summary>Rules between keys.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Warn > Stop)
            yield return new ValidationResult("must not exceed 'stop': nobody would hear it", [nameof(Warn)]);
    }
}
