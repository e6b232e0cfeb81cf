using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Experiments.Schema;

/// <summary>Which data, and how they are divided.</summary>
public sealed record DataSettings : IValidatableObject
{
    /// <summary>The data set.</summary>
    [Description("The data set.")]
    public required DataSetKind Set { get; init; }

    /// <summary>Folder with the set's files; null looks in the data folders.</summary>
    [Description("Folder that holds the set's files; without it the data folders are searched.")]
    public string? Path { get; init; }

    /// <summary>Samples at the end of the training files kept for validation; 5,000 for mnist where null.</summary>
    [Description("Last samples of the training files, kept for validation.")]
    [Range(0, 1_000_000)]
    public int? Validation { get; init; }

    /// <summary>Training samples used, from the first; all where null.</summary>
    [Description("Training samples used, from the first; all without it.")]
    [Range(1, int.MaxValue)]
    public int? Limit { get; init; }

    /// <summary>Inputs of <see cref="DataSetKind.Pattern"/>, one list a sample.</summary>
    [Description("For pattern: one list of input numbers a sample.")]
    public double[][]? Inputs { get; init; }

    /// <summary>Targets of <see cref="DataSetKind.Pattern"/>, one list a sample.</summary>
    [Description("For pattern: one list of target numbers a sample.")]
    public double[][]? Targets { get; init; }

    /// <summary>Rules between keys.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Set != DataSetKind.Mnist)
        {
            foreach (var (name, given) in new[] { (nameof(Path), Path is not null),
                (nameof(Validation), Validation is not null), (nameof(Limit), Limit is not null) })
            {
                if (given)
                    yield return new ValidationResult("belongs to data in files (mnist); remove it", [name]);
            }
        }

        if (Set != DataSetKind.Pattern)
        {
            if (Inputs is not null)
                yield return new ValidationResult("belongs to set: pattern; remove it", [nameof(Inputs)]);
            if (Targets is not null)
                yield return new ValidationResult("belongs to set: pattern; remove it", [nameof(Targets)]);
        }
        else if (Inputs is null || Targets is null || Inputs.Length == 0 || Inputs.Length != Targets.Length)
        {
            yield return new ValidationResult(
                "of set: pattern needs 'inputs' and 'targets', one list a sample and as many of each", []);
        }
        else if (Array.Exists(Inputs, row => row.Length != Inputs[0].Length)
            || Array.Exists(Targets, row => row.Length != Targets[0].Length))
        {
            yield return new ValidationResult(
                "of set: pattern needs lists of equal length in 'inputs', and in 'targets'", []);
        }
    }
}
