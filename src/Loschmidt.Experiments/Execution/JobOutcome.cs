namespace Loschmidt.Experiments.Execution;

/// <summary>How a job of a sweep stands.</summary>
/// <param name="Job">Its name.</param>
/// <param name="Variant">What makes it differ from the others besides the seed.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Status"><c>finished</c>, <c>failed</c>, or <c>open</c>.</param>
/// <param name="Steps">Training steps done.</param>
/// <param name="Metrics">Final figures; empty unless finished.</param>
/// <param name="Failure">Why it failed, in one line.</param>
public sealed record JobOutcome(
    string Job, string Variant, ulong Seed, string Status, long Steps, IReadOnlyDictionary<string, double> Metrics, string? Failure);
