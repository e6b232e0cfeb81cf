using System.Text.Json;

namespace Loschmidt.Experiments.Runs;

/// <summary>A run in one line: a row of the index.</summary>
/// <param name="Name">Folder relative to that of all runs; a sweep's job is <c>&lt;sweep&gt;/&lt;job&gt;</c>.</param>
/// <param name="Experiment">Name of its experiment; null where the experiment cannot be read.</param>
/// <param name="Seed">Its seed; null where the experiment cannot be read.</param>
/// <param name="Estimator">Where its gradient comes from; null where the experiment cannot be read.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Reason">What is wrong with a corrupt run, or why one failed, in one line; else null.</param>
/// <param name="Steps">Training steps done, as far as its metrics tell.</param>
/// <param name="Seconds">Wall-clock time; null until it ends orderly.</param>
/// <param name="MetricsJson">The newest value of every metric, as a JSON object.</param>
/// <param name="Created">When it began; null where its name does not tell.</param>
public sealed record RunSummary(
    string Name, string? Experiment, ulong? Seed, string? Estimator, RunStatus Status, string? Reason, long Steps,
    double? Seconds, string MetricsJson, DateTimeOffset? Created)
{
    /// <summary>The sweep it belongs to; null for a run of its own.</summary>
    public string? Sweep => Name.IndexOf('/') is > 0 and var end ? Name[..end] : null;

    /// <summary>The newest value of every metric, NaN where it was not finite; made anew at each call.</summary>
    public IReadOnlyDictionary<string, double> Metrics()
    {
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        using var json = JsonDocument.Parse(MetricsJson);
        foreach (var metric in json.RootElement.EnumerateObject())
        {
            metrics[metric.Name] = metric.Value.ValueKind == JsonValueKind.Null ? double.NaN : metric.Value.GetDouble();
        }

        return metrics;
    }
}
