using Loschmidt.Experiments.Figures;

namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>The compared figure while training: the mean of a variant's seeds before its single seeds.</summary>
internal static class SweepCurves
{
    // More curves cannot be told apart.
    private const int MostCurves = 6;

    public static void Write(HtmlWriter html, SweepStory story)
    {
        var drawn = story.Variants.Select(variant => (variant.Name, Jobs: Courses(story, variant)))
            .Where(one => one.Jobs.Count > 0).ToList();
        if (drawn.Count == 0)
        {
            return;
        }

        Series[] series = [.. drawn.Take(MostCurves).SelectMany(one => Curves(one.Name, one.Jobs))];
        Page.Section(html, "curves", "Training", _ =>
        {
            if (drawn.Count > MostCurves)
            {
                html.Paragraph($"The {MostCurves} best of {drawn.Count} variants.");
            }

            html.Picture(new LineChart
            {
                Title = $"{Units.Words(story.Metric)} while training, mean of the seeds", X = new Axis("step"),
                Y = new Axis(Units.Words(story.Metric), Logarithmic: CurveSection.Spread(series)), Series = series,
                Width = Legend(series),
            });
        });
    }

    /// <summary>Room for a legend, which is one line.</summary>
    public static int Legend(IEnumerable<Series> series) =>
        (int)Math.Max(720, 100 + series.Where(one => one.Name.Length > 0).Sum(one => 50 + (6.6 * one.Name.Length)));

    private static List<(double[] Steps, double[] Values)> Courses(SweepStory story, Variant variant) =>
    [
        .. story.Of(variant).Select(job => job.Course.Where(line => double.IsFinite(line[story.Metric])).ToArray())
            .Where(lines => lines.Length > 1)
            .Select(lines => (lines.Select(line => (double)line.Step).ToArray(), lines.Select(line => line[story.Metric]).ToArray())),
    ];

    private static IEnumerable<Series> Curves(string name, List<(double[] Steps, double[] Values)> jobs)
    {
        if (jobs.Count > 1)
        {
            foreach (var (steps, values) in jobs)
            {
                yield return new Series("", steps, values, SeriesStyle.Faint);
            }
        }

        // A mean is taken where every seed was looked at: a job that is not done yet ends it.
        var common = jobs.Skip(1).Aggregate(jobs[0].Steps.AsEnumerable(), (steps, job) => steps.Intersect(job.Steps)).ToArray();
        var at = jobs.ConvertAll(job => job.Steps.Zip(job.Values).GroupBy(point => point.First).ToDictionary(one => one.Key, one => one.Last().Second));
        yield return new Series(name, common, [.. common.Select(step => at.Average(job => job[step]))]);
    }
}
