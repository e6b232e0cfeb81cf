namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>What should have been conserved, and what the training has used.</summary>
internal static class LedgerSection
{
    public static void Write(HtmlWriter html, RunStory story) => Page.Section(html, "ledger", "Ledger", _ =>
    {
        foreach (var chart in CurveSection.Chart(story.Course, "What should be conserved", "fraction lost in one echo", [.. LedgerMetrics.Drifts]))
        {
            // Zero is what all hope for, and has no place on a logarithmic axis: it is left out there.
            html.Picture(chart with { Y = chart.Y with { Logarithmic = chart.Series.Any(series => series.Y.Any(value => value > 0)) } });
        }

        var facts = new List<(string, Action<HtmlWriter>)>();
        foreach (var (metric, name) in LedgerMetrics.Drifts.Concat(LedgerMetrics.Amounts))
        {
            if (story.Metrics.TryGetValue(metric, out var value))
            {
                facts.Add(($"{name}, last", Page.Figure(metric, value)));
            }
        }

        if (story.Experiment is { } experiment)
        {
            var samples = story.Summary.Steps * experiment.Training.Batch;
            facts.Add(("samples seen", Page.Cell($"{samples}")));
            if (story.Passes is { } passes)
            {
                facts.Add(("passes", Page.Cell(
                    $"{Units.Whole(samples * passes)} through the machine to learn ({Units.Whole(passes)} a sample); evaluations come on top")));
            }
        }

        Page.Facts(html, facts);
    });
}
