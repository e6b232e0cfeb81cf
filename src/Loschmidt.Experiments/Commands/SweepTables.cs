using System.Globalization;
using System.Text;

namespace Loschmidt.Experiments.Commands;

/// <summary>The tables of a sweep as text: nothing in them depends on clocks, places or the number of threads.</summary>
internal static class SweepTables
{
    /// <summary>Every job with all its figures, comma-separated.</summary>
    public static string Jobs(SweepResult result)
    {
        string[] names = [.. result.Jobs.SelectMany(job => job.Metrics.Keys).Distinct(StringComparer.Ordinal)];
        var csv = new StringBuilder("job,variant,seed,status,steps");
        foreach (var name in names)
        {
            csv.Append(',').Append(name);
        }

        csv.Append('\n');
        foreach (var job in result.Jobs)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{job.Job},\"{job.Variant.Replace("\"", "\"\"", StringComparison.Ordinal)}\",")
                .Append(CultureInfo.InvariantCulture, $"{job.Seed},{job.Status},{job.Steps}");
            foreach (var name in names)
            {
                csv.Append(',').Append(job.Metrics.TryGetValue(name, out var value) ? Exact(value) : "");
            }

            csv.Append('\n');
        }

        return csv.ToString();
    }

    /// <summary>Variants, best first, with every seed, as a Markdown table.</summary>
    public static string Variants(SweepResult result)
    {
        var table = new StringBuilder($"# {result.Experiment}\n\nVariants by {result.Metric}, best mean first.\n\n| variant | mean | ± | best | worst |");
        foreach (var seed in result.Seeds)
        {
            table.Append(CultureInfo.InvariantCulture, $" seed {seed} |");
        }

        table.Append("\n|---|---|---|---|---|").Insert(table.Length, "---|", result.Seeds.Count).Append('\n');
        foreach (var variant in result.Variants)
        {
            table.Append(CultureInfo.InvariantCulture, $"| {variant.Name} | {Short(variant.Mean)} | {Short(variant.Deviation)} | ")
                .Append(CultureInfo.InvariantCulture, $"{Short(variant.Best)} | {Short(variant.Worst)} |");
            foreach (var value in variant.Values)
            {
                table.Append(CultureInfo.InvariantCulture, $" {(value is { } figure ? Short(figure) : "–")} |");
            }

            table.Append('\n');
        }

        foreach (var job in result.Jobs.Where(job => job.Failure is not null))
        {
            table.Append(CultureInfo.InvariantCulture, $"\n- {job.Job} failed: {job.Failure}");
        }

        return table.Append('\n').ToString();
    }

    private static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Short(double value) =>
        double.IsNaN(value) ? "–" : value.ToString("G4", CultureInfo.InvariantCulture);
}
