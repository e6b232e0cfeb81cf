using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>The folder of one reproduction: <c>table.csv</c> and further tables, <c>table.md</c>, pictures and <c>summary.json</c>, the same bytes in two equal runs; and what
/// differs between them: <c>timings.json</c> (with some, <c>timings.csv</c> and <c>timings.svg</c>), <c>hardware.json</c>, and with both the pages <c>page.md</c> and <c>index.html</c>.</summary>
internal static class ReproductionFolder
{
    /// <summary>The page of a figure for browsers.</summary>
    public const string Page = "index.html";

    /// <summary>What equal runs may write differently.</summary>
    public static readonly IReadOnlyList<string> OnThisComputer = ["timings.json", "timings.csv", "timings.svg", "hardware.json", "page.md", Page];

    private const string Summary = "summary.json", Timings = "timings.json", Computed = "hardware.json", Seconds = "seconds";

    // Longer tables are for programs: on the page only their file is named.
    internal const int LongestOnPage = 60;

    // A summary is a few kilobytes; a larger file is something else.
    private const int LargestSummary = 1 << 20;

    /// <summary>Writes all files; the folder appears whole, and replaces an older one.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="findings">What was found.</param>
    /// <param name="summary">What is said about it; its list of files is filled in.</param>
    /// <param name="seconds">Wall-clock time; what was measured is added.</param>
    /// <param name="hardware">What it was computed on.</param>
    /// <returns>The summary as written.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static ReproductionSummary Write(
        string path, Findings findings, ReproductionSummary summary, double seconds, Hardware hardware)
    {
        var files = new List<(string Name, string Text)>
        {
            ("table.md", Report(findings, summary)),
            ("page.md", Report(findings, summary) + Circumstances(seconds, hardware)),
            (Page, ReproductionPage.Write(findings, summary, seconds, hardware)),
        };
        files.AddRange(findings.Tables.Select(table => ($"{table.Name}.csv", table.ToCsv())));
        files.AddRange(findings.Figures.Select(figure => ($"{figure.Name}.svg", figure.Figure.ToSvg())));
        if (findings.OnThisComputer is { } measured)
        {
            files.Add(("timings.csv", measured.Table.ToCsv()));
            files.Add(("timings.svg", measured.Figure.ToSvg()));
        }

        var complete = summary with { Files = [.. files.Select(file => file.Name).Order(StringComparer.Ordinal)] };
        files.Add((Summary, SummaryJson.Text(complete)));
        files.Add((Timings, SummaryJson.Text(new Dictionary<string, double>(findings.Measured, StringComparer.Ordinal) { [Seconds] = seconds })));
        files.Add((Computed, SummaryJson.Text(hardware)));
        AtomicFile.WriteFolder(path, folder =>
        {
            foreach (var (name, text) in files)
            {
                AtomicFile.Write(Path.Combine(folder, name), text);
            }
        });
        return complete;
    }

    /// <summary>The summary of a finished reproduction, or null where there is none that can be read.</summary>
    public static ReproductionSummary? Read(string path) => Read(path, Summary, SummaryJson.Default.ReproductionSummary);

    /// <summary>How long it took, and on what; null where that cannot be read.</summary>
    public static (double Seconds, Hardware Hardware)? ReadCircumstances(string path) =>
        Read(path, Timings, SummaryJson.Default.DictionaryStringDouble) is { } timings && timings.TryGetValue(Seconds, out var seconds)
            && Read(path, Computed, SummaryJson.Default.Hardware) is { } hardware
            ? (seconds, hardware)
            : null;

    private static TDocument? Read<TDocument>(string path, string name, JsonTypeInfo<TDocument> type)
        where TDocument : class
    {
        var file = new FileInfo(Path.Combine(path, name));
        try
        {
            return file.Exists && file.Length <= LargestSummary ? JsonSerializer.Deserialize(File.ReadAllText(file.FullName), type) : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null; // not ours, or damaged: computed anew
        }
    }

    /// <summary>Whether every file that a summary lists is still there.</summary>
    public static bool IsWhole(string path, ReproductionSummary summary) =>
        summary.Files.All(file => File.Exists(Path.Combine(path, Path.GetFileName(file))));

    private static string Report(Findings findings, ReproductionSummary summary)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(summary.Name).Append(": ").Append(summary.Title).Append("\n\n");
        text.Append("The paper shows: ").Append(summary.Shows).Append("\n\n");
        text.Append("Computed").Append(summary.Quick ? " (quick): " : ": ").Append(summary.Extent).Append("\n\n");
        text.Append("Command: `").Append(summary.Command).Append("`\n\nSeeds: ").Append(summary.Seeds).Append("\n\n");
        text.Append("## Published and ours\n\n");
        AppendComparisons(text, summary.Comparisons);
        foreach (var table in findings.Tables)
        {
            text.Append('\n').Append(table.Rows.Count <= LongestOnPage
                ? table.ToMarkdown()
                : $"## {table.Title}\n\n{table.Rows.Count} rows: [{table.Name}.csv]({table.Name}.csv)\n");
        }

        if (findings.OnThisComputer is { Table.Title: var title })
        {
            text.Append("\n## ").Append(title)
                .Append("\n\nMeasured on this computer: [timings.csv](timings.csv), [timings.svg](timings.svg)\n");
        }

        text.Append("\n## Deviations from the paper's setup\n\n");
        foreach (var deviation in summary.Deviations)
        {
            text.Append("* ").Append(deviation).Append('\n');
        }

        return text.ToString();
    }

    private static string Circumstances(double seconds, Hardware hardware)
    {
        var text = new StringBuilder("\n## Time and hardware\n\n");
        foreach (var (name, words) in hardware.Facts(seconds))
        {
            text.Append("* ").Append(name).Append(": ").Append(words).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Appends published values beside ours as a Markdown table.</summary>
    public static void AppendComparisons(StringBuilder text, IEnumerable<Comparison> comparisons)
    {
        ResultTable.Line(text, ["quantity", "published or expected", "ours", "deviation or remark"]);
        ResultTable.Line(text, ["---", "---", "---", "---"]);
        foreach (var one in comparisons)
        {
            ResultTable.Line(text, [one.Quantity, one.Published, one.Ours, one.Deviation]);
        }
    }
}
