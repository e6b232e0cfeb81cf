using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Runs;

/// <summary>Several runs side by side: what was set differently, and what came of it.</summary>
/// <param name="Runs">Their names.</param>
/// <param name="Settings">Settings that are not the same in all, in the order of the experiments.</param>
/// <param name="Metrics">The newest value of every metric, in the order of first appearance.</param>
public sealed record RunComparison(
    IReadOnlyList<string> Runs, IReadOnlyList<ComparedSetting> Settings, IReadOnlyList<ComparedMetric> Metrics)
{
    /// <summary>Compares runs by their files.</summary>
    /// <param name="runs">The runs.</param>
    /// <exception cref="InputException">An experiment or metrics cannot be read.</exception>
    public static RunComparison Of(IReadOnlyList<RunFolder> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        Dictionary<string, string>[] settings = [.. runs.Select(SettingsOf)];
        ComparedSetting[] differing =
        [
            .. settings.SelectMany(each => each.Keys).Distinct(StringComparer.Ordinal)
                .Select(key => new ComparedSetting(key, [.. settings.Select(each => each.GetValueOrDefault(key))]))
                .Where(setting => setting.Values.Distinct(StringComparer.Ordinal).Skip(1).Any()),
        ];

        Dictionary<string, double>[] newest = [.. runs.Select(NewestOf)];
        ComparedMetric[] metrics =
        [
            .. newest.SelectMany(each => each.Keys).Distinct(StringComparer.Ordinal)
                .Select(name => new ComparedMetric(
                    name, [.. newest.Select(each => each.TryGetValue(name, out var value) ? value : (double?)null)])),
        ];
        return new RunComparison([.. runs.Select(run => run.Address)], differing, metrics);
    }

    /// <summary>The courses of one metric in one chart.</summary>
    /// <param name="runs">The runs; those that never wrote the metric have no curve.</param>
    /// <param name="metric">Its name.</param>
    /// <exception cref="RunException">None of the runs wrote it, or metrics cannot be read.</exception>
    public static LineChart Chart(IReadOnlyList<RunFolder> runs, string metric)
    {
        const double PerLetter = 6.6, PerCurve = 50; // of the legend, which is one line
        ArgumentNullException.ThrowIfNull(runs);
        var curves = new List<Series>();
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var run in runs)
        {
            var lines = run.ReadMetrics();
            names.UnionWith(MetricsTable.Names(lines));
            MetricsLine[] points = [.. lines.Where(line => line.Values.Any(value => value.Name == metric))];
            if (points.Length > 0)
                curves.Add(new Series(
                    OneLine.Of(run.Address), [.. points.Select(line => (double)line.Step)], [.. points.Select(line => line[metric])]));
        }

        if (curves.Count == 0)
            throw new RunException(
                metric, $"none of these runs has such a metric{NearestName.Hint(metric, names)} they have {string.Join(", ", names)}");
        return new LineChart
        {
            Title = $"{metric} while training",
            X = new Axis("step"),
            Y = new Axis(metric),
            Series = curves,
            Width = (int)Math.Max(720, 100 + curves.Sum(curve => PerCurve + PerLetter * curve.Name.Length)),
        };
    }

    private static Dictionary<string, string> SettingsOf(RunFolder run)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in FlatSettings.Read(run.ExperimentPath))
        {
            settings[key] = value;
        }

        return settings;
    }

    private static Dictionary<string, double> NewestOf(RunFolder run)
    {
        var newest = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in run.ReadMetrics().SelectMany(line => line.Values))
        {
            newest[name] = value;
        }

        return newest;
    }
}
