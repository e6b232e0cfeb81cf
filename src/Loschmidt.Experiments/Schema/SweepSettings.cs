using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Experiments.Schema;

/// <summary>Which variants of an experiment a sweep trains: cases × points × seeds.</summary>
public sealed record SweepSettings : IValidatableObject
{
    /// <summary>How points are chosen.</summary>
    [Description("How the points are chosen.")]
    public SweepMethod Method { get; init; } = SweepMethod.Grid;

    /// <summary>Points of <see cref="SweepMethod.Random"/> and <see cref="SweepMethod.LatinHypercube"/>.</summary>
    [Description("Points of a random or latin-hypercube sweep.")]
    [Range(1, 100_000)]
    public int? Points { get; init; }

    /// <summary>Keys with dots and what they run through: a list of values, or a range such as <c>0 .. 6</c> or
    /// <c>1e-4 .. 1e-1 log</c>.</summary>
    [Description("Keys with dots, and what each runs through: a list, or a range such as 0 .. 6, 1e-4 .. 0.1 log, 10 .. 50 whole.")]
    public OverrideBlock? Keys { get; init; }

    /// <summary>Named variants, each a block of overrides.</summary>
    [Description("Named variants, each a block of overrides.")]
    public CaseBlock? Cases { get; init; }

    /// <summary>Seeds of every variant; the experiment's own where null.</summary>
    [Description("Seeds with which every variant is trained; the experiment's own without it.")]
    public ulong[]? Seeds { get; init; }

    /// <summary>What variants are compared by; validation cost, or cost without validation samples, where null.</summary>
    [Description("Figure by which variants are compared; never the test split's.")]
    public SelectionMetric? Metric { get; init; }

    /// <summary>Rules between keys.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Keys is null && Cases is null && Seeds is null)
            yield return new ValidationResult("needs at least one of 'keys', 'cases' and 'seeds'", []);
        if (Method == SweepMethod.Grid && Points is not null)
            yield return new ValidationResult("has no meaning for method: grid; remove it", [nameof(Points)]);
        if (Method != SweepMethod.Grid && (Points is null || Keys is null))
            yield return new ValidationResult(
                $"of method: {ValueTypes.Words(typeof(SweepMethod))[(int)Method].Word} needs 'points' and 'keys'", []);
        if (Seeds is { Length: 0 } || Seeds?.Distinct().Count() < Seeds?.Length)
            yield return new ValidationResult("expects a list of different seeds", [nameof(Seeds)]);
        foreach (var (key, value) in Keys?.Values ?? [])
        {
            if (!SweepAxis.TryParse(key, value, out var axis, out var problem))
                yield return new ValidationResult(problem, [nameof(Keys)]);
            else if (Method == SweepMethod.Grid && axis.Range is not null)
                yield return new ValidationResult($"gives '{key}' a range; a grid needs a list of values", [nameof(Keys)]);
        }
    }
}
