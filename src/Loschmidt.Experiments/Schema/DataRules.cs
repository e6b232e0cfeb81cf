using System.ComponentModel.DataAnnotations;
using static Loschmidt.Experiments.Schema.DataSetKind;

namespace Loschmidt.Experiments.Schema;

/// <summary>Rules between the keys of <see cref="DataSettings"/>.</summary>
internal static class DataRules
{
    private static readonly DataSetKind[] Images = [Mnist, Digits, Smnist, Psmnist, Rmnist];
    private static readonly DataSetKind[] Cases = [Uea, BciIa, SeriesSamples];
    private static readonly DataSetKind[] Made = [Adding, Copy];
    private static readonly DataSetKind[] Own = [Csv, DataSetKind.Series, SeriesFile, SeriesSamples];

    /// <summary>Whether a set is one for machines that read series piece by piece.</summary>
    public static bool IsSequence(DataSetKind set) =>
        set is Uea or BciIa or Smnist or Psmnist or Rmnist or Adding or Copy or Sines or SeriesFile or SeriesSamples or PpgDalia;

    /// <summary>Every broken rule.</summary>
    public static IEnumerable<ValidationResult> Check(DataSettings data)
    {
        foreach (var (name, isGiven, sets) in Owners(data))
        {
            if (isGiven && !sets.Contains(data.Set))
            {
                var owners = string.Join(", ", sets.Select(ValueTypes.Word));
                yield return new ValidationResult($"belongs to set: {owners}; remove it", [name]);
            }
        }

        if (Lacking(data) is { } lacking)
            yield return new ValidationResult(lacking, []);
        if (Contradiction(data) is var (key, problem))
            yield return new ValidationResult(problem, [key]);
    }

    private static (string Key, bool IsGiven, DataSetKind[] Sets)[] Owners(DataSettings data) =>
    [
        (nameof(data.Path), data.Path is not null, [.. Images, .. Own, Uea, BciIa, PpgDalia]),
        (nameof(data.Validation), data.Validation is not null,
            [.. Images, Csv, DataSetKind.Series, .. Cases, .. Made, Moons]),
        (nameof(data.Limit), data.Limit is not null, [.. Images, Csv, DataSetKind.Series, .. Cases]),
        (nameof(data.Pool), data.Pool is not null, [Mnist]),
        (nameof(data.Augment), data.Augment is not null, [Mnist, Digits]),
        (nameof(data.Inputs), data.Inputs is not null, [Pattern]),
        (nameof(data.Targets), data.Targets is not null, [Pattern]),
        (nameof(data.TargetColumns), data.TargetColumns is not null, [Csv]),
        (nameof(data.Label), data.Label is not null, [Csv]),
        (nameof(data.Window), data.Window is not null, [DataSetKind.Series, SeriesFile, Sines]),
        (nameof(data.Horizon), data.Horizon is not null, [DataSetKind.Series]),
        (nameof(data.Stride), data.Stride is not null, [DataSetKind.Series, SeriesFile, Sines]),
        (nameof(data.Name), data.Name is not null, [Uea]),
        (nameof(data.TestPath), data.TestPath is not null, [SeriesSamples]),
        (nameof(data.Split), data.Split is not null, Cases),
        (nameof(data.Folds), data.Folds is not null, Cases),
        (nameof(data.Fold), data.Fold is not null, Cases),
        (nameof(data.AllowMissingTest), data.AllowMissingTest is not null, [Uea]),
        (nameof(data.Missing), data.Missing is not null, [Uea, SeriesFile, SeriesSamples]),
        (nameof(data.TimeChannel), data.TimeChannel is not null, [.. Enum.GetValues<DataSetKind>().Where(IsSequence)]),
        (nameof(data.Normalise), data.Normalise is not null, [.. Enum.GetValues<DataSetKind>().Where(IsSequence)]),
        (nameof(data.Differences), data.Differences is not null, [SeriesFile, Sines]),
        (nameof(data.Steps), data.Steps is not null, [.. Made, Sines]),
        (nameof(data.Samples), data.Samples is not null, [.. Made, Moons]),
        (nameof(data.Noise), data.Noise is not null, [Moons]),
        (nameof(data.Bonds), data.Bonds is not null, [Ising]),
        (nameof(data.Symbols), data.Symbols is not null, [Copy]),
        (nameof(data.Recall), data.Recall is not null, [Copy]),
        (nameof(data.Shares), data.Shares is not null, [SeriesFile, Sines]),
    ];

    private static string? Lacking(DataSettings data) => data.Set switch
    {
        Csv or DataSetKind.Series or SeriesFile or SeriesSamples when data.Path is null =>
            $"of set: {ValueTypes.Word(data.Set)} needs the key 'path': a file",
        Csv when data.TargetColumns is null == (data.Label is not true) =>
            "of set: csv needs either 'targetColumns', a number of columns, or 'label: true'",
        DataSetKind.Series when data.Window is null || data.Horizon is null =>
            "of set: series needs 'window' and 'horizon', how many numbers are shown and how many are to be said",
        Pattern when data.Inputs is null || data.Targets is null || data.Inputs.Length == 0
            || data.Inputs.Length != data.Targets.Length =>
            "of set: pattern needs 'inputs' and 'targets', one list a sample and as many of each",
        Pattern when Array.Exists(data.Inputs!, row => row.Length != data.Inputs![0].Length)
            || Array.Exists(data.Targets!, row => row.Length != data.Targets![0].Length) =>
            "of set: pattern needs lists of equal length in 'inputs', and in 'targets'",
        Uea when data.Name is null => "of set: uea needs the key 'name', such as SelfRegulationSCP1",
        Adding or Copy or Sines when data.Steps is null =>
            $"of set: {ValueTypes.Word(data.Set)} needs the key 'steps', the length of a series",
        _ => null,
    };

    private static (string Key, string Problem)? Contradiction(DataSettings data)
    {
        var split = data.Split ?? SeriesSplit.Archive;
        var (folds, recall) = (data.Folds ?? 5, data.Recall ?? 10);
        return data switch
        {
            _ when data.Fold is null && split == SeriesSplit.CrossValidation =>
                (nameof(data.Split), $"of cross-validation needs the key 'fold', which one is the test, 1 to {folds}"),
            _ when data.Fold > folds => (nameof(data.Fold), $"expects a fold from 1 to {folds}"),
            _ when data.Fold is not null && split != SeriesSplit.CrossValidation =>
                (nameof(data.Fold), "belongs to split: cross-validation; remove it"),
            _ when data.Folds is not null && split != SeriesSplit.CrossValidation =>
                (nameof(data.Folds), "belongs to split: cross-validation; remove it"),
            _ when data.Validation is not null && split != SeriesSplit.Archive =>
                (nameof(data.Validation), "belongs to split: archive, as the others have a share of it; remove it"),
            { Differences: true, TimeChannel: true } =>
                (nameof(data.Differences), "and 'timeChannel' exclude each other; remove one"),
            { Differences: true, Window: < 3 } =>
                (nameof(data.Window), "expects at least 3 steps with 'differences': two changes, one to be shown and one to be forecast"),
            { Set: Copy } when data.Steps < (2 * recall) + 1 =>
                (nameof(data.Steps), $"expects at least {(2 * recall) + 1} steps to repeat {recall} symbols"),
            { Shares: not (null or { Length: 3 }) } =>
                (nameof(data.Shares), "expects three numbers: for training, validation and test"),
            { Shares: [var train, var validation, var test] }
                when train <= 0 || train + validation + test > 1 + 1e-9 =>
                (nameof(data.Shares), "expects a share for training above 0, and a sum of at most 1"),
            _ => null,
        };
    }
}
