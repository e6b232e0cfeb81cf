using System.Text;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Reports.Pages;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>The pages <c>index.md</c> and <c>index.html</c> over everything that a folder holds.</summary>
internal static class ReproductionIndex
{
    private const string Title = "Figures and tables, computed anew";

    /// <summary>Writes the pages anew.</summary>
    /// <param name="root">Folder with one folder a name.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Write(string root)
    {
        ReproductionSummary[] all = [.. Reproductions.All.Select(one => ReproductionFolder.Read(Path.Combine(root, one.Name))).OfType<ReproductionSummary>()];
        var text = new StringBuilder($"# {Title}\n");
        foreach (var summary in all)
        {
            Append(text, summary);
        }

        AtomicFile.Write(Path.Combine(root, "index.md"), text.ToString());
        AtomicFile.Write(Path.Combine(root, ReproductionFolder.Page), Gallery(root, all));
    }

    private static void Append(StringBuilder text, ReproductionSummary summary)
    {
        text.Append("\n## ").Append(summary.Name).Append(": ").Append(summary.Title).Append("\n\n");
        text.Append(summary.Quick ? "Quick: " : "").Append(summary.Extent).Append("\n\n");
        ReproductionFolder.AppendComparisons(text, summary.Comparisons);
        text.Append("\nPage: [page.md](").Append(summary.Name).Append("/page.md). Tables: [table.md](").Append(summary.Name).Append("/table.md)");
        foreach (var file in Ending(summary, ".csv"))
        {
            text.Append(", [").Append(file).Append("](").Append(summary.Name).Append('/').Append(file).Append(')');
        }

        text.Append("\n\n");
        foreach (var file in Ending(summary, ".svg"))
        {
            text.Append("![").Append(summary.Name).Append(' ').Append(Path.GetFileNameWithoutExtension(file))
                .Append("](").Append(summary.Name).Append('/').Append(file).Append(")\n");
        }
    }

    // Pictures are files beside the page: all of them inside it would be tens of megabytes.
    private static string Gallery(string root, ReproductionSummary[] all) => Page.Write(Title, html =>
    {
        using (html.In("header"))
        {
            html.Element("h1", Title);
            html.Paragraph($"{all.Length} figures and tables of the papers and of our own, each with the command that makes it, and published values beside ours.");
        }

        using (html.In("nav", ("aria-label", "figures")))
        using (html.In("ul", ("class", "contents")))
        {
            foreach (var summary in all)
            {
                using (html.In("li"))
                {
                    html.Element("a", $"{summary.Name}: {summary.Title}", ("href", $"#{summary.Name}"));
                }
            }
        }

        foreach (var summary in all)
        {
            Page.Section(html, summary.Name, $"{summary.Name}: {summary.Title}", _ => Entry(html, summary, ReproductionFolder.ReadCircumstances(Path.Combine(root, summary.Name))));
        }
    }, Page.ImagesBeside);

    private static void Entry(HtmlWriter html, ReproductionSummary summary, (double Seconds, Hardware Hardware)? made)
    {
        html.Paragraph(summary.Shows);
        foreach (var picture in summary.Pictures.Take(1))
        {
            using (html.In("figure", ("class", "picture")))
            {
                html.Void("img", ("src", $"{summary.Name}/{picture}.svg"), ("loading", "lazy"), ("alt", $"{summary.Name}: {picture}"));
            }
        }

        ReproductionPage.Comparisons(html, summary.Comparisons);
        var facts = ReproductionPage.Made(summary).ToList();
        if (made is { } circumstances)
        {
            facts.Add(("time", Page.Cell($"{Units.Duration(circumstances.Seconds)} on {circumstances.Hardware.Processor}, {circumstances.Hardware.Threads} threads")));
        }

        facts.Add(("page", one => one.Element("a", "all pictures, tables, deviations", ("href", $"{summary.Name}/{ReproductionFolder.Page}"))));
        Page.Facts(html, facts);
    }

    private static IEnumerable<string> Ending(ReproductionSummary summary, string ending) =>
        summary.Files.Where(file => file.EndsWith(ending, StringComparison.Ordinal));
}
