using System.Globalization;
using System.Text;

namespace Loschmidt.Experiments.Runs;

/// <summary>Lines of metrics as comma-separated values.</summary>
public static class MetricsTable
{
    /// <summary>Names of all metrics, in the order in which they first appear.</summary>
    public static IReadOnlyList<string> Names(IEnumerable<MetricsLine> lines) =>
        [.. lines.SelectMany(line => line.Values).Select(value => value.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>A header <c>step,name,…</c> and a row per line; a number is the shortest text that reads back as its bits, and
    /// one that is missing or not finite an empty cell.</summary>
    public static string ToCsv(IReadOnlyList<MetricsLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var names = Names(lines);
        var text = new StringBuilder("step");
        foreach (var name in names)
        {
            text.Append(',').Append(Quoted(name));
        }

        text.Append('\n');
        foreach (var line in lines)
        {
            text.Append(line.Step.ToString(CultureInfo.InvariantCulture));
            foreach (var name in names)
            {
                var value = line[name];
                text.Append(',').Append(double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Quoted(string cell) => cell.AsSpan().ContainsAny(",\"\r\n")
        ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : cell;
}
