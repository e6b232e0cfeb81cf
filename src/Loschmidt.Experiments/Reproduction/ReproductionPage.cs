using Loschmidt.Experiments.Reports.Pages;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>The page of one figure: pictures, published values beside ours, tables, every deviation, and how it was made.</summary>
internal static class ReproductionPage
{
    /// <summary>Writes it.</summary>
    /// <param name="findings">What was found.</param>
    /// <param name="summary">What is said about it.</param>
    /// <param name="seconds">Wall-clock time.</param>
    /// <param name="hardware">What it was computed on.</param>
    public static string Write(Findings findings, ReproductionSummary summary, double seconds, Hardware hardware) =>
        Page.Write($"{summary.Name}: {summary.Title}", html =>
        {
            using (html.In("header"))
            {
                html.Element("h1", summary.Title);
                html.Element("p", $"{summary.Name}{(summary.Quick ? ", quick version" : "")}", ("class", "quiet"));
                html.Paragraph($"The paper shows: {summary.Shows}");
            }

            foreach (var (_, figure) in findings.Figures)
            {
                html.Picture(figure);
            }

            Page.Section(html, "comparisons", "Published or expected, and ours", _ => Comparisons(html, summary.Comparisons));
            foreach (var table in findings.Tables)
            {
                Page.Section(html, table.Name, table.Title, _ => Rows(html, table));
            }

            Page.Section(html, "deviations", "Deviations from the paper's setup", _ =>
            {
                using (html.In("ul"))
                {
                    foreach (var deviation in summary.Deviations)
                    {
                        html.Element("li", deviation);
                    }
                }
            });
            Page.Section(html, "made", "How it was made", _ => Page.Facts(html, Made(summary)));
            Page.Section(html, Page.Environment, "Time and hardware", _ => Circumstances(html, findings, seconds, hardware));
        });

    /// <summary>Command, seeds and how much was computed.</summary>
    public static IEnumerable<(string, Action<HtmlWriter>)> Made(ReproductionSummary summary) =>
    [
        ("command", Page.Code(summary.Command)), ("seeds", Page.Cell(summary.Seeds)),
        (summary.Quick ? "computed (quick)" : "computed", Page.Cell(summary.Extent)),
    ];

    /// <summary>Published values beside ours.</summary>
    public static void Comparisons(HtmlWriter html, IEnumerable<Comparison> comparisons) => html.Table(
        ["quantity", "published or expected", "ours", "deviation or remark"],
        comparisons.Select(one => new[] { Page.Cell(one.Quantity), Page.Cell(one.Published), Page.Cell(one.Ours), Page.Cell(one.Deviation) }));

    private static void Rows(HtmlWriter html, ResultTable table)
    {
        if (table.Rows.Count <= ReproductionFolder.LongestOnPage)
        {
            html.Table(table.Headings, table.Rows.Select(row => row.Select(Page.Cell)));
        }

        using (html.In("p"))
        {
            html.Text($"{table.Rows.Count} {(table.Rows.Count == 1 ? "row" : "rows")}: ").Element("a", $"{table.Name}.csv", ("href", $"{table.Name}.csv"));
        }
    }

    private static void Circumstances(HtmlWriter html, Findings findings, double seconds, Hardware hardware)
    {
        Page.Facts(html, hardware.Facts(seconds).Select(fact => (fact.Name, Page.Cell(fact.Words))));
        if (findings.OnThisComputer is { } measured)
        {
            html.Element("h3", measured.Table.Title);
            html.Picture(measured.Figure);
            html.Table(measured.Table.Headings, measured.Table.Rows.Select(row => row.Select(Page.Cell)));
        }
    }
}
