using Loschmidt.Experiments.Execution;

namespace Loschmidt.Experiments.Commands;

/// <summary>What an evaluation found. Splits are called <c>train</c>, <c>validation</c>, <c>test</c>, and <c>file</c>
/// for a file given by
/// <c>--on</c>.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Preset">Name of the experiment.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Estimator">Gradient estimator it was trained by.</param>
/// <param name="Steps">Training steps that the judged state has behind it.</param>
/// <param name="Seconds">Wall-clock time.</param>
/// <param name="PeakBytes">Anonymous resident memory above the level before.</param>
/// <param name="Metrics"><c>cost</c>, <c>accuracy</c> (fraction), <c>worstContrast</c>, and of forecasts <c>naiveCost</c> and
/// <c>skill</c>, with the name of the split
/// in front but for
/// <c>train</c> and <c>file</c>.</param>
/// <param name="Intervals">Lower and upper end of Wilson's 95 % interval, by the name of the accuracy.</param>
/// <param name="Samples">Samples judged, by split.</param>
/// <param name="Confusion">[true class][answer], by split; splits without classes are left out.</param>
/// <param name="Undecided">Samples whose two brightest outputs were equal, by split; splits without such are left
/// out.</param>
/// <param name="Folder">Run folder.</param>
public sealed record EvaluateResult(
    string Run,
    string Preset,
    ulong Seed,
    string Estimator,
    long Steps,
    double Seconds,
    long PeakBytes,
    IReadOnlyDictionary<string, double> Metrics,
    IReadOnlyDictionary<string, IReadOnlyList<double>> Intervals,
    IReadOnlyDictionary<string, long> Samples,
    IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<long>>> Confusion,
    IReadOnlyDictionary<string, long> Undecided,
    string Folder)
{
    /// <summary>Names of the classes, by which <see cref="Confusion"/> is ordered; empty where they have none.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>What the user should know of these figures, a line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Settings that were not those of the run, in the order of the experiment; empty where it was judged as it was trained.</summary>
    public IReadOnlyList<ChangedSetting> Changed { get; init; } = [];
}
