using Loschmidt.Experiments.Data.Series;

namespace Loschmidt.Experiments.Data;

/// <summary>What is learnt from, what is chosen by, and what is looked at once, at the end.</summary>
/// <param name="Train">Samples to learn from.</param>
/// <param name="Validation">Samples that choices may be made by; null where the task has none.</param>
/// <param name="Test">Samples read on first use only; null where the task has none.</param>
public sealed record DataSplits(IDataSet Train, IDataSet? Validation = null, Lazy<IDataSet>? Test = null)
{
    /// <summary>What the user should know of the data, a line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How series are shown to the machine; null where samples are no series.</summary>
    internal SeriesReading? Reading { get; init; }
}
