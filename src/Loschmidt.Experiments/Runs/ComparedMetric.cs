namespace Loschmidt.Experiments.Runs;

/// <summary>A metric of several runs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its newest value in each run; null where a run has none.</param>
public sealed record ComparedMetric(string Name, IReadOnlyList<double?> Values);
