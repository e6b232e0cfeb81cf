using System.Text.Json;
using System.Text.Json.Nodes;
using Loschmidt.Experiments;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Studio.Runs;

/// <summary>Everything about one run; what cannot be read is left out, and the run's status says why.</summary>
internal static class RunDetails
{
    /// <summary>The run as its folder says now.</summary>
    /// <exception cref="RunException">The folder cannot be read at all.</exception>
    public static RunDocument Of(RunFolder run, RunCatalog catalog)
    {
        var row = catalog.Row(run.Summarize(MachineFactory.Kinds));
        var experiment = Try(() => run.ReadExperiment(MachineFactory.Kinds));
        var text = Try(() => Text(run.ExperimentPath));
        return new RunDocument(
            row,
            run.Owner is { } owner ? new OwnerDocument(owner.Process, owner.Host, owner.Host == Environment.MachineName) : null,
            experiment?.Training.Steps,
            experiment?.Expected is { } expected
                ? new ExpectedDocument(Metric(expected.Metric), expected.Value, expected.Seconds) : null,
            text,
            text is null ? [] : Try(() => FlatSettings.Of(text, RunFolder.ExperimentFileName))?
                .Select(setting => new SettingDocument(setting.Key, setting.Value)).ToArray() ?? [],
            Try(run.ReadResult) is { } result ? Element(result) : null,
            run.Checkpoints.Steps(), run.Files(), Ledger(row.Metrics));
    }

    private static string Metric(OutcomeMetric metric) => JsonNamingPolicy.CamelCase.ConvertName(metric.ToString());

    private static JsonElement Element(JsonObject result)
    {
        using var document = JsonDocument.Parse(result.ToJsonString());
        return document.RootElement.Clone();
    }

    private static LedgerDocument[] Ledger(IReadOnlyDictionary<string, double> metrics) =>
    [
        .. LedgerMetrics.Drifts.Select(book => (book, Drift: true)).Concat(LedgerMetrics.Amounts.Select(book => (book, Drift: false)))
            .Where(each => metrics.ContainsKey(each.book.Metric))
            .Select(each => new LedgerDocument(each.book.Metric, each.book.Name, each.Drift, metrics[each.book.Metric])),
    ];

    private static string Text(string path)
    {
        const long Largest = 1 << 20;
        return new FileInfo(path).Length <= Largest ? File.ReadAllText(path) : throw new IOException("too large to be an experiment");
    }

    private static TPart? Try<TPart>(Func<TPart?> read)
        where TPart : class
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
