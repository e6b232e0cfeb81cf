using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Experiments.Schema;

/// <summary>Which data, and how they are divided; keys that the set does not use must be absent.</summary>
public sealed record DataSettings : IValidatableObject
{
    /// <summary>The data set.</summary>
    [Description("The data set.")]
    public required DataSetKind Set { get; init; }

    /// <summary>Folder with the set's files, or the file itself for <see cref="DataSetKind.Csv"/> and
    /// <see cref="DataSetKind.Series"/>; null looks in the data folders.</summary>
    [Description("For mnist: the folder that holds its files (without it the data folders are searched). "
        + "For csv and series: the file. Relative to the folder of the experiment's file.")]
    [FilePath]
    public string? Path { get; init; }

    /// <summary>Samples at the end of the training files kept for validation; 5,000 for mnist where null, else
    /// none.</summary>
    [Description("Last samples of the training files, kept for validation; 5000 for mnist without it, else none.")]
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

    /// <summary>Target numbers at the end of each line of <see cref="DataSetKind.Csv"/>.</summary>
    [Description("For csv: how many numbers at the end of each line are targets.")]
    [Range(1, 1_000_000)]
    public int? TargetColumns { get; init; }

    /// <summary>Whether the last number of each line of <see cref="DataSetKind.Csv"/> is a class, from 0.</summary>
    [Description("For csv: whether the last number of each line is a label, a whole number from 0.")]
    public bool? Label { get; init; }

    /// <summary>Numbers of <see cref="DataSetKind.Series"/> that the machine is shown.</summary>
    [Description("For series: how many numbers the machine is shown.")]
    [Range(1, 1_000_000)]
    public int? Window { get; init; }

    /// <summary>Numbers of <see cref="DataSetKind.Series"/> that it is to say, right after the window.</summary>
    [Description("For series: how many of the numbers that follow it is to say.")]
    [Range(1, 1_000_000)]
    public int? Horizon { get; init; }

    /// <summary>Numbers between the beginnings of windows; 1 where null.</summary>
    [Description("For series: from the beginning of one window to the next; 1 without it.")]
    [Range(1, 1_000_000)]
    public int? Stride { get; init; }

    /// <summary>Whether the samples come from a file that <see cref="Path"/> names.</summary>
    internal bool IsFile => Set is DataSetKind.Csv or DataSetKind.Series;

    /// <summary>Rules between keys.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var filed = IsFile || Set == DataSetKind.Mnist;
        foreach (var (name, stray, owner) in new[]
        {
            (nameof(Path), Path is not null && !filed, "data in files (mnist, csv, series)"),
            (nameof(Validation), Validation is not null && !filed, "data in files (mnist, csv, series)"),
            (nameof(Limit), Limit is not null && !filed, "data in files (mnist, csv, series)"),
            (nameof(Inputs), Inputs is not null && Set != DataSetKind.Pattern, "set: pattern"),
            (nameof(Targets), Targets is not null && Set != DataSetKind.Pattern, "set: pattern"),
            (nameof(TargetColumns), TargetColumns is not null && Set != DataSetKind.Csv, "set: csv"),
            (nameof(Label), Label is not null && Set != DataSetKind.Csv, "set: csv"),
            (nameof(Window), Window is not null && Set != DataSetKind.Series, "set: series"),
            (nameof(Horizon), Horizon is not null && Set != DataSetKind.Series, "set: series"),
            (nameof(Stride), Stride is not null && Set != DataSetKind.Series, "set: series"),
        })
        {
            if (stray)
                yield return new ValidationResult($"belongs to {owner}; remove it", [name]);
        }

        if (Missing() is { } missing)
            yield return new ValidationResult(missing, []);
    }

    private string? Missing() => Set switch
    {
        DataSetKind.Csv or DataSetKind.Series when Path is null =>
            $"of set: {ValueTypes.Word(Set)} needs the key 'path': a file",
        DataSetKind.Csv when TargetColumns is null == (Label is not true) =>
            "of set: csv needs either 'targetColumns', a number of columns, or 'label: true'",
        DataSetKind.Series when Window is null || Horizon is null =>
            "of set: series needs 'window' and 'horizon', how many numbers are shown and how many are to be said",
        DataSetKind.Pattern when Inputs is null || Targets is null || Inputs.Length == 0
            || Inputs.Length != Targets.Length =>
            "of set: pattern needs 'inputs' and 'targets', one list a sample and as many of each",
        DataSetKind.Pattern when Array.Exists(Inputs!, row => row.Length != Inputs![0].Length)
            || Array.Exists(Targets!, row => row.Length != Targets![0].Length) =>
            "of set: pattern needs lists of equal length in 'inputs', and in 'targets'",
        _ => null,
    };
}
