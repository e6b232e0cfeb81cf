namespace Loschmidt.Experiments.Execution;

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
    IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>Something the user should read now, whatever the rest says; null almost always.</summary>
    public string? Note { get; private init; }

    /// <summary>A report that only says something.</summary>
    internal static TrainProgress Saying(string note) =>
        new(0, 0, double.NaN, 0, TimeSpan.Zero, new Dictionary<string, double>()) { Note = note };
}
