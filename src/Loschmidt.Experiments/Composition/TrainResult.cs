namespace Loschmidt.Experiments.Composition;

/// <summary>What a training or an evaluation ended with.</summary>
/// <param name="Run">Name of the run, which is the last part of its folder.</param>
/// <param name="Preset">Name of the experiment.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Estimator">Gradient estimator used.</param>
/// <param name="Steps">Training steps done in all.</param>
/// <param name="Seconds">Wall-clock time.</param>
/// <param name="PeakBytes">Anonymous resident memory above the level before the first step.</param>
/// <param name="Metrics">Final metrics: <c>cost</c>, and accuracies as fractions where they apply.</param>
/// <param name="Interrupted">Whether it was told to stop before the end; it has then saved what it had.</param>
/// <param name="Folder">Run folder.</param>
/// <param name="Figures">Pictures written, relative to <paramref name="Folder"/>.</param>
public sealed record TrainResult(
    string Run,
    string Preset,
    ulong Seed,
    string Estimator,
    long Steps,
    double Seconds,
    long PeakBytes,
    IReadOnlyDictionary<string, double> Metrics,
    bool Interrupted,
    string Folder,
    IReadOnlyList<string> Figures);
