namespace Loschmidt.Experiments.Commands;

/// <summary>What a prediction ended with; the answers themselves are in its output.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="File">The samples.</param>
/// <param name="Steps">Training steps that the state has behind it.</param>
/// <param name="Samples">Samples answered.</param>
/// <param name="Seconds">Wall-clock time.</param>
/// <param name="PeakBytes">Anonymous resident memory above the level before.</param>
/// <param name="Output">The file written; null where the answers went to the output.</param>
public sealed record PredictResult(
    string Run, string File, long Steps, long Samples, double Seconds, long PeakBytes, string? Output);
