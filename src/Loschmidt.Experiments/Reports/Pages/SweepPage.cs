namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>The report of a sweep.</summary>
internal static class SweepPage
{
    private const int MostListed = 40;

    /// <summary>Writes it; equal stories give equal pages, but for the section of the environment.</summary>
    public static string Write(SweepStory story, Computer computer) => Page.Write(story.Name, html =>
    {
        Head(html, story);
        VariantSection.Write(html, story);
        KeySection.Write(html, story);
        SweepCurves.Write(html, story);
        PlanSection.Write(html, story);
        Jobs(html, story);
        Page.Section(html, "commands", "Commands", _ => Page.Facts(html,
        [
            ("go on, or try what failed again", Page.Code($"loschmidt sweep --resume {story.Name}")),
            ("the same from this folder", Page.Code("loschmidt sweep sweep.yaml")),
            ("a page about one job", Page.Code($"loschmidt runs report {story.Name}/JOB")),
            ("this page again", Page.Code($"loschmidt runs report {story.Name}")),
        ]));
        Times(html, story, computer);
    });

    private static void Head(HtmlWriter html, SweepStory story)
    {
        using (html.In("header"))
        {
            html.Element("h1", $"{story.Experiment.Name}: sweep");
            if (story.Experiment.Description is { Length: > 0 } description)
            {
                html.Paragraph(description);
            }

            html.Element("p", $"sweep {story.Name}", ("class", "quiet"));
            using (html.In("p", ("class", "result")))
            {
                var done = story.Jobs.Count(job => job.Status == "finished");
                html.Element("b", $"{done} of {story.Jobs.Count} jobs finished");
                if (story.Variants.Count > 0 && !double.IsNaN(story.Variants[0].Mean))
                {
                    var best = story.Variants[0];
                    html.Text($"; by {Units.Words(story.Metric)} best in the mean: ").Element("b", best.Name).Text(", ")
                        .Metric(story.Metric, best.Mean);
                    var single = story.Variants.Where(variant => !double.IsNaN(variant.Best)).MinBy(variant => story.LargerIsBetter ? -variant.Best : variant.Best)!;
                    html.Text("; best single job: ").Element("b", single.Name).Text(", ").Metric(story.Metric, single.Best);
                }
            }
        }
    }

    private static void Jobs(HtmlWriter html, SweepStory story)
    {
        var failed = story.Jobs.Where(job => job.Failure is not null).ToList();
        if (failed.Count > 0)
        {
            Page.Section(html, "failures", "Failed jobs", _ => html.Table(
                ["job", "variant", "reason"],
                failed.Select(job => new[] { Page.Code(job.Name), Page.Cell(job.Variant), Page.Cell(job.Failure!) })));
        }

        string[] metrics = [.. story.Jobs.SelectMany(job => job.Metrics.Keys).Distinct(StringComparer.Ordinal)];
        Page.Section(html, "jobs", "Jobs", _ => Folded(html, story.Jobs.Count, "all jobs", () => html.Table(
            ["job", "variant", "seed", "status", "steps", .. metrics.Select(Units.Words)],
            story.Jobs.Select(job => (IEnumerable<Action<HtmlWriter>>)
            [
                Page.Code(job.Name), Page.Cell(job.Variant), Page.Cell($"{job.Seed}"), Page.Cell(job.Status), Page.Cell($"{job.Steps}"),
                .. metrics.Select(name => Page.Figure(name, job.Metrics.TryGetValue(name, out var value) ? value : null)),
            ]))));
    }

    private static void Times(HtmlWriter html, SweepStory story, Computer computer) =>
        Page.Section(html, Page.Environment, "Environment and times", _ =>
        {
            var timed = story.Jobs.Where(job => job.Seconds is not null).ToList();
            Page.Facts(html,
            [
                ("computing time", Page.Cell($"{Units.Duration(timed.Sum(job => job.Seconds!.Value))}, all jobs added up")),
                .. EnvironmentSection.Of(computer),
            ]);
            Folded(html, timed.Count, "time of every job", () => html.Table(
                ["job", "time"],
                timed.Select(job => new[] { Page.Code(job.Name), Page.Cell(Units.Duration(job.Seconds!.Value)) })));
        });

    private static void Folded(HtmlWriter html, int count, string what, Action table)
    {
        if (count <= MostListed)
        {
            table();
            return;
        }

        using (html.In("details"))
        {
            html.Element("summary", what);
            table();
        }
    }
}
