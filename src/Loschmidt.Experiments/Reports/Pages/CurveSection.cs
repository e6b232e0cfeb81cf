using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>What went down and what went up: cost, accuracies, contrast, and the rate that drove them.</summary>
internal static class CurveSection
{
    private const int SchedulePoints = 240;

    // Above this ratio of largest to smallest a linear axis shows a corner and a line on the ground.
    private const double FarApart = 30;

    public static void Write(HtmlWriter html, RunStory story)
    {
        Figure[] charts =
        [
            .. Chart(story.Course, "Cost while training", "mean cost C", ("cost", "training"), ("validationCost", "validation")),
            .. Chart(
                story.Course, "Accuracy while training", "fraction of right answers", ("accuracy", "training"),
                ("validationAccuracy", "validation")),
            .. Chart(story.Course, "Worst contrast while training", "smallest contrast of any sample", ("worstContrast", "")),
            .. Schedule(story),
        ];
        if (charts.Length > 0)
        {
            Page.Section(html, "curves", "Training", _ =>
            {
                foreach (var chart in charts)
                {
                    html.Picture(chart);
                }
            });
        }
    }

    /// <summary>The courses of some metrics; none where no metric has two points.</summary>
    public static IEnumerable<LineChart> Chart(
        IReadOnlyList<MetricsLine> course, string title, string label, params (string Metric, string Name)[] curves)
    {
        var series = new List<Series>();
        foreach (var (metric, name) in curves)
        {
            var lines = course.Where(line => line.Values.Any(value => value.Name == metric)).ToArray();
            if (lines.Length > 1)
            {
                series.Add(new Series(name, [.. lines.Select(line => (double)line.Step)], [.. lines.Select(line => line[metric])]));
            }
        }

        if (series.Count > 0)
        {
            yield return new LineChart
            {
                Title = title, X = new Axis("step"), Y = new Axis(label, Logarithmic: Spread(series)), Series = series, Height = 340,
            };
        }
    }

    /// <summary>Whether values are positive and far apart.</summary>
    public static bool Spread(IEnumerable<Series> series)
    {
        var (low, high) = (double.PositiveInfinity, 0.0);
        foreach (var value in series.SelectMany(one => one.Y).Where(double.IsFinite))
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        return low > 0 && high > FarApart * low;
    }

    private static IEnumerable<LineChart> Schedule(RunStory story)
    {
        if (story.Experiment?.Training.Schedule is not { } schedule || schedule == new ScheduleSettings()
            || story.Planned is not (> 1 and <= int.MaxValue and var steps))
        {
            yield break;
        }

        int[] at = [.. Enumerable.Range(0, SchedulePoints).Select(i => (int)(i * (steps - 1) / (SchedulePoints - 1))).Distinct()];
        yield return new LineChart
        {
            Title = "Schedule", X = new Axis("step"), Y = new Axis("factor on the rate"), Height = 240,
            Series = [new Series("", [.. at.Select(n => (double)n)], [.. at.Select(n => Schedules.Factor(schedule, n, (int)steps))])],
        };
    }
}
