using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>The report of one run.</summary>
internal static class RunPage
{
    private const string Echo =
        "One sample on its way out; at the turning point it is nudged by its cost and reversed; then it runs home. "
        + "What it fails to retrace has taught the machine.";

    // What is filmed runs home; everything else that shows fields scatters waves.
    private const string Scattering =
        "Its modes and couplings; what samples of several classes answer to probes of other frequencies, where the "
        + "machine is judged at 0 alone; where their light is; and how the fields of one of them "
        + "rise from darkness to the steady state that is read.";

    /// <summary>Writes it; equal stories give equal pages, but for the section of the environment.</summary>
    public static string Write(RunStory story, Computer computer) => Page.Write(story.Name, html =>
    {
        Head(html, story);
        CurveSection.Write(html, story);
        FieldSection(html, story);
        ClassSection.Write(html, story);
        LedgerSection.Write(html, story);
        ConfigurationSection.Write(html, story);
        Checkpoints(html, story);
        if (story.Notes.Count > 0)
        {
            Page.Section(html, "notes", "Notes", _ =>
            {
                using (html.In("ul"))
                {
                    foreach (var note in story.Notes)
                    {
                        html.Element("li", note);
                    }
                }
            });
        }

        CommandSection.Write(html, story);
        EnvironmentSection.Write(html, story, computer);
    });

    private static void Head(HtmlWriter html, RunStory story)
    {
        var summary = story.Summary;
        using (html.In("header"))
        {
            html.Element("h1", summary.Experiment ?? story.Name);
            if (story.Experiment?.Description is { Length: > 0 } description)
            {
                html.Paragraph(description);
            }

            html.Element("p", $"run {story.Name}", ("class", "quiet"));
            using (html.In("p", ("class", "result")))
            {
                html.Element("b", Status(summary)).Text(": ")
                    .Element("data", $"{summary.Steps}", ("class", "steps"), ("value", $"{summary.Steps}"))
                    .Text(story.Planned is { } planned && planned != summary.Steps ? $" of {planned} steps" : " steps");
                foreach (var (name, value) in story.Metrics.Where(metric => !LedgerMetrics.Holds(metric.Key)))
                {
                    html.Text($", {Units.Words(name)} ").Metric(name, value);
                }

                if (Expected(story) is { } expected)
                {
                    html.Text(expected);
                }
            }
        }
    }

    private static string Status(RunSummary summary) => summary.Status switch
    {
        RunStatus.Corrupt => $"corrupt ({summary.Reason})",
        RunStatus.Running => "still running",
        RunStatus.Interrupted => "interrupted, resumable",
        RunStatus.Stopped => "stopped without a result, resumable",
        _ => "finished",
    };

    private static string? Expected(RunStory story) => story.Experiment?.Expected is { } expected
        ? $"; expected of the whole experiment: {Schema.ValueTypes.Word(expected.Metric).Replace('-', ' ')} "
            + $"{(expected.Metric is Schema.OutcomeMetric.Cost or Schema.OutcomeMetric.TestCost ? "at most" : "at least")} "
            + Units.Metric(Schema.ValueTypes.Word(expected.Metric), expected.Value)
        : null;

    private static void FieldSection(HtmlWriter html, RunStory story)
    {
        if (story.Fields.Count == 0)
        {
            return;
        }

        var heading = story.Film is null ? "The trained machine" : "One echo of the trained machine";
        Page.Section(html, "fields", heading, _ =>
        {
            html.Paragraph(story.Film is null ? Scattering : Echo);
            story.Film?.Write(html);
            foreach (var figure in story.Fields)
            {
                html.Picture(figure);
            }
        });
    }

    private static void Checkpoints(HtmlWriter html, RunStory story)
    {
        if (story.Checkpoints.Count == 0)
        {
            return;
        }

        Page.Section(html, "checkpoints", "Checkpoints", _ => html.Table(
            ["step", "size", "folder"],
            story.Checkpoints.Select(checkpoint => new[]
            {
                Page.Cell($"{checkpoint.Step}"), Page.Cell(Units.Bytes(checkpoint.Bytes)),
                Page.Code($"checkpoints/{checkpoint.Step}"),
            })));
    }
}
