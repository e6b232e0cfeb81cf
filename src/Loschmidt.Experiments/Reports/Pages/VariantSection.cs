namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>Variants against each other: the compared figure of every seed, and how far down the training stays.</summary>
internal static class VariantSection
{
    public static void Write(HtmlWriter html, SweepStory story) => Page.Section(html, "variants", "Variants, best mean first", _ =>
    {
        html.Paragraph($"{Units.Sentence(story.Metric)} after the last step; ± is the standard deviation over seeds.").Table(
            ["variant", "mean", "±", "best", "worst", .. story.Seeds.Select(seed => $"seed {seed}")],
            story.Variants.Select(variant => (IEnumerable<Action<HtmlWriter>>)
            [
                Page.Cell(variant.Name), Figure(variant.Mean), Figure(variant.Deviation), Figure(variant.Best), Figure(variant.Worst),
                .. variant.Values.Select(value => Figure(value ?? double.NaN)),
            ]));
        if (Floors(story) is not { Count: > 0 } floors)
        {
            return;
        }

        html.Element("h3", "Floor").Paragraph(
            $"{Units.Sentence(story.Metric)}, mean over the evaluations of the last quarter of each training: "
            + "where noise keeps a training from settling, this says more than its last step.").Table(
            ["variant", "mean", .. story.Seeds.Select(seed => $"seed {seed}")],
            floors.Select(row => (IEnumerable<Action<HtmlWriter>>)
            [
                Page.Cell(row.Variant), Figure(row.Floors.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average()),
                .. row.Floors.Select(Figure),
            ]));

        Action<HtmlWriter> Figure(double value) => Page.Figure(story.Metric, value);
    });

    private static List<(string Variant, double[] Floors)> Floors(SweepStory story) =>
    [
        .. story.Variants.Select(variant => (variant.Name, Array.ConvertAll(story.Of(variant).ToArray(), job => Floor(job, story.Metric))))
            .Where(row => row.Item2.Any(double.IsFinite)),
    ];

    private static double Floor(SweptJob job, string metric)
    {
        var lines = job.Course.Where(line => double.IsFinite(line[metric])).ToArray();
        return job.Status != "finished" || lines.Length < 8 ? double.NaN
            : lines.Where(line => line.Step >= 0.75 * lines[^1].Step).Average(line => line[metric]);
    }
}
