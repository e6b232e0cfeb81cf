using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Experiments.Schema;

/// <summary>Which data, and how they are divided; keys that the set does not use must be absent.</summary>
public sealed record DataSettings : IValidatableObject
{
    /// <summary>The data set.</summary>
    [Description("The data set.")]
    public required DataSetKind Set { get; init; }

    /// <summary>Folder with the set's files, or the file itself for one's own data; null looks in the data
    /// folders.</summary>
    [Description("For known sets: the folder that holds the set's files (without it the data folders are searched). "
        + "For csv, series, series-file and series-samples: the file. Relative to the experiment's file.")]
    [FilePath]
    public string? Path { get; init; }

    /// <summary>Samples at the end of the training files kept for validation, for series any of them, drawn by
    /// the seed; 5,000 for mnist and 1,000 for generated series where null, else none. Of moons, further samples.</summary>
    [Description("Last samples of the training files (for series: any, drawn by the seed), kept for validation; "
        + "5000 for mnist, 1000 for adding and copy without it, else none. Of moons, so many further samples.")]
    [Range(0, 1_000_000)]
    public int? Validation { get; init; }

    /// <summary>Training samples used, from the first, for series those the seed draws first; all where
    /// null.</summary>
    [Description("Training samples used, from the first (for series: drawn by the seed); all without it.")]
    [Range(1, int.MaxValue)]
    public int? Limit { get; init; }

    /// <summary>Side of the blocks of pixels whose mean is an input of <see cref="DataSetKind.Mnist"/>; 1 where
    /// null.</summary>
    [Description("For mnist: inputs are means over blocks of so many pixels across and along, 28 x 28 pixels in blocks of 2 are "
        + "14 x 14 inputs; 1 without it.")]
    [Range(1, 1000)]
    public int? Pool { get; init; }

    /// <summary>What is done to training images of <see cref="DataSetKind.Mnist"/> and <see cref="DataSetKind.Digits"/>
    /// each time they are shown; nothing where null.</summary>
    [Description("For mnist and digits: what is done to training images each time they are shown; nothing without it.")]
    public AugmentSettings? Augment { get; init; }

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

    /// <summary>Numbers of <see cref="DataSetKind.Series"/> that the machine is shown, steps of a sample of
    /// <see cref="DataSetKind.SeriesFile"/>.</summary>
    [Description("For series: how many numbers the machine is shown. For series-file and sines: how many steps a sample has; "
        + "without it each share is one sample.")]
    [Range(1, int.MaxValue)]
    public int? Window { get; init; }

    /// <summary>Numbers of <see cref="DataSetKind.Series"/> that it is to say, right after the window.</summary>
    [Description("For series: how many of the numbers that follow it is to say.")]
    [Range(1, 1_000_000)]
    public int? Horizon { get; init; }

    /// <summary>Steps between the beginnings of windows; 1 where null, for <see cref="DataSetKind.SeriesFile"/> the
    /// window itself.</summary>
    [Description("For series, series-file and sines: from the beginning of one window to the next; without it 1 for "
        + "series, and the window for the others.")]
    [Range(1, int.MaxValue)]
    public int? Stride { get; init; }

    /// <summary>Name of a set of the archive for <see cref="DataSetKind.Uea"/>.</summary>
    [Description("For uea: the name of the set, such as SelfRegulationSCP1.")]
    [RegularExpression(
        "^[A-Za-z0-9_-]{1,100}$", ErrorMessage = "expects letters and digits, such as SelfRegulationSCP1")]
    public string? Name { get; init; }

    /// <summary>The test samples of <see cref="DataSetKind.SeriesSamples"/>; null where there are none.</summary>
    [Description("For series-samples: the file or folder with the test samples. Relative like path.")]
    [FilePath]
    public string? TestPath { get; init; }

    /// <summary>How samples are divided; as in the archive where null.</summary>
    [Description("For series in files: archive (its own training and test files; without it), published (all merged, "
        + "duplicates dropped, 70/15/15 by the seed) or cross-validation.")]
    public SeriesSplit? Split { get; init; }

    /// <summary>Number of folds K of <see cref="SeriesSplit.CrossValidation"/>; 5 where null.</summary>
    [Description("For split: cross-validation: the number of folds; 5 without it.")]
    [Range(3, 1000)]
    public int? Folds { get; init; }

    /// <summary>The fold that is the test, 1 … K; the one behind it is the validation.</summary>
    [Description("For split: cross-validation: which fold is the test, from 1; the one behind it is the validation.")]
    [Range(1, 1000)]
    public int? Fold { get; init; }

    /// <summary>Whether to go on without the test file of an archive's set.</summary>
    [Description("For uea: whether to go on where the set's test file is missing; the results are then comparable with "
        + "nobody's.")]
    public bool? AllowMissingTest { get; init; }

    /// <summary>What becomes of missing numbers; refused where null.</summary>
    [Description("For series in text files: numbers that are missing are a reason to refuse the file (without it), "
        + "the number before them (previous), or zero.")]
    public MissingValues? Missing { get; init; }

    /// <summary>Whether a channel t = (k−1)/L is put before the others.</summary>
    [Description("For series: whether a channel with the time, (k-1)/L at step k of L, is put before the others.")]
    public bool? TimeChannel { get; init; }

    /// <summary>How channels are scaled; not at all where null.</summary>
    [Description("For series: none (as published; without it), or per-channel: mean 0 and deviation 1, measured on the "
        + "training samples alone.")]
    public SeriesScaling? Normalise { get; init; }

    /// <summary>Whether changes from step to step are shown and forecast; forecasts are given back as numbers of the file.</summary>
    [Description("For series-file and sines: whether the machine is shown and forecasts the change from one step to the next, for series with a "
        + "trend; forecasts are given back in the units of the file.")]
    public bool? Differences { get; init; }

    /// <summary>Length of the series of <see cref="DataSetKind.Adding"/>, <see cref="DataSetKind.Copy"/> and
    /// <see cref="DataSetKind.Sines"/>.</summary>
    [Description("For adding, copy and sines: the number of steps of a series.")]
    [Range(2, 1_000_000_000)]
    public int? Steps { get; init; }

    /// <summary>Training samples of <see cref="DataSetKind.Adding"/> and <see cref="DataSetKind.Copy"/>, 100,000
    /// where null, and of <see cref="DataSetKind.Moons"/>, 256 where null.</summary>
    [Description("For adding, copy and moons: training samples, made when they are read; 100000 without it, 256 for moons.")]
    [Range(1, int.MaxValue)]
    public int? Samples { get; init; }

    /// <summary>σ of <see cref="DataSetKind.Moons"/>, in radii of the half circles; 0.1 where null.</summary>
    [Description("For moons: standard deviation of every point from its half circle, in radii; 0.1 without it.")]
    [Range(0.0, 10.0)]
    public double? Noise { get; init; }

    /// <summary>Bonds of <see cref="DataSetKind.Ising"/>; all pairs where null.</summary>
    [Description("For ising: how many pairs of spins are coupled, drawn by the seed so that all hang together; all pairs without it.")]
    [Range(1, 500_000)]
    public int? Bonds { get; init; }

    /// <summary>Number of different symbols of <see cref="DataSetKind.Copy"/>; 8 where null.</summary>
    [Description("For copy: how many different symbols there are; 8 without it.")]
    [Range(2, 1000)]
    public int? Symbols { get; init; }

    /// <summary>Symbols to be remembered in <see cref="DataSetKind.Copy"/>; 10 where null.</summary>
    [Description("For copy: how many symbols are to be remembered; 10 without it.")]
    [Range(1, 1_000_000)]
    public int? Recall { get; init; }

    /// <summary>Shares of training, validation and test in <see cref="DataSetKind.SeriesFile"/>; 0.7, 0.15 and 0.15
    /// where null.</summary>
    [Description("For series-file and sines: which shares of it are for training, validation and test, in the order of time; "
        + "[0.7, 0.15, 0.15] without it.")]
    [Range(0.0, 1.0)]
    public double[]? Shares { get; init; }

    /// <summary>Rules between keys.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => DataRules.Check(this);
}
