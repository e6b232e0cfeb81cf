namespace Loschmidt.Experiments.Composition;

/// <summary>Where a training or an evaluation stands.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps to do.</param>
/// <param name="Cost">Latest cost, in the units of the experiment; NaN before the first step.</param>
/// <param name="SamplesPerSecond">Samples a second, recently.</param>
/// <param name="Remaining">Estimated time to the end.</param>
/// <param name="Metrics">Latest value of every other metric, such as <c>validationAccuracy</c>.</param>
public sealed record TrainProgress(
    long Step,
    long Steps,
    double Cost,
    double SamplesPerSecond,
    TimeSpan Remaining,
    IReadOnlyDictionary<string, double> Metrics);
