using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>One job of a sweep, as a report tells it.</summary>
/// <param name="Name">Its folder in <c>jobs/</c>.</param>
/// <param name="Variant">What makes it differ from the others besides the seed.</param>
/// <param name="Case">The case it belongs to; empty where the sweep has none.</param>
/// <param name="Point">The keys of its point and their texts.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Status"><c>finished</c>, <c>failed</c> or <c>open</c>.</param>
/// <param name="Metrics">Final figures; empty unless finished.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
/// <param name="Steps">Training steps done.</param>
/// <param name="Seconds">Computing time; null where it is not known.</param>
/// <param name="Course">The course of its training; empty where it was not read.</param>
internal sealed record SweptJob(
    string Name, string Variant, string Case, IReadOnlyList<(string Key, string Value)> Point, ulong Seed, string Status,
    IReadOnlyDictionary<string, double> Metrics, string? Failure, long Steps, double? Seconds, IReadOnlyList<MetricsLine> Course);
