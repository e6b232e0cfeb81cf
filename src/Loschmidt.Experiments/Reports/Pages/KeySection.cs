using System.Globalization;
using Loschmidt.Experiments.Figures;

namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>The compared figure against the keys that were swept: a curve and its threshold for one, a map for two.</summary>
internal static class KeySection
{
    private const int FitPoints = 121;

    public static void Write(HtmlWriter html, SweepStory story)
    {
        string[] keys = [.. story.Jobs.SelectMany(job => job.Point).Select(value => value.Key).Distinct(StringComparer.Ordinal)];
        string[] numeric = [.. keys.Where(key => story.Jobs.SelectMany(job => job.Point).Where(value => value.Key == key)
            .All(value => Number(value.Value) is not null))];
        if (numeric.Length == 0)
        {
            return;
        }

        Page.Section(html, "keys", $"{Units.Sentence(story.Metric)} against what was swept", _ =>
        {
            if (numeric.Length == 2 && keys.Length == 2 && Map(story, numeric[0], numeric[1]) is { } map)
            {
                html.Picture(map);
                return;
            }

            foreach (var key in numeric)
            {
                Curve(html, story, key, fit: keys.Length == 1);
            }
        });
    }

    private static void Curve(HtmlWriter html, SweepStory story, string key, bool fit)
    {
        var figure = Units.Words(story.Metric);
        var series = new List<Series>();
        var fits = new List<(string Case, ThresholdFit Fit)>();
        var all = Points(story.Jobs, key, story.Metric);
        if (all.Count == 0)
        {
            return;
        }

        var logarithmic = ThresholdFit.Geometric([.. all.Select(point => point.X).Distinct().Order()]);
        foreach (var group in story.Jobs.GroupBy(job => job.Case, StringComparer.Ordinal))
        {
            var points = Points(group, key, story.Metric);
            if (points.Count == 0)
            {
                var alone = group.Where(job => job.Metrics.ContainsKey(story.Metric)).Select(job => job.Metrics[story.Metric]).ToArray();
                if (alone.Length > 0)
                {
                    series.Add(new Series(
                        group.Key, [all.Min(point => point.X), all.Max(point => point.X)], [alone.Average(), alone.Average()],
                        SeriesStyle.Reference));
                }

                continue;
            }

            var means = points.GroupBy(point => point.X).OrderBy(place => place.Key).ToArray();
            series.Add(new Series("", [.. points.Select(point => point.X)], [.. points.Select(point => point.Y)], SeriesStyle.Dots));
            series.Add(new Series(
                group.Key.Length > 0 ? $"{group.Key}, mean" : "mean of the seeds", [.. means.Select(place => place.Key)],
                [.. means.Select(place => place.Average(point => point.Y))], SeriesStyle.Marked));
            if (fit && ThresholdFit.Of(points, logarithmic, story.LargerIsBetter) is { } step)
            {
                fits.Add((group.Key, step));
                if (step.Fit.IsThreshold)
                {
                    series.Add(new Series("fit", [.. step.Places(FitPoints)], [.. step.Places(FitPoints).Select(step.At)]));
                }
            }
        }

        html.Picture(new LineChart
        {
            Title = $"{figure} against {key}", X = new Axis(key, Logarithmic: logarithmic),
            Y = new Axis(figure, Logarithmic: CurveSection.Spread(series)), Series = series, Width = SweepCurves.Legend(series),
        });
        foreach (var (name, step) in fits)
        {
            Describe(html, story, key, name, step);
        }
    }

    private static void Describe(HtmlWriter html, SweepStory story, string key, string name, ThresholdFit step)
    {
        var fit = step.Fit;
        var of = name.Length > 0 ? $" ({name})" : "";
        html.Element("h3", $"A step between two plateaus{of}");
        using (html.In("p"))
        {
            html.Element("b", fit.IsThreshold ? $"Threshold at {key} = {Units.Number(step.Threshold)}." : $"{char.ToUpperInvariant(fit.Finding[0])}{fit.Finding[1..]}.");
        }

        Page.Facts(html,
        [
            ("low plateau", Page.Figure(story.Metric, fit.Low)), ("high plateau", Page.Figure(story.Metric, fit.High)),
            ("residual (rms)", Page.Figure(story.Metric, fit.Residual)),
            ("from 10 % to 90 %", Page.Cell(step.Logarithmic
                ? $"over a factor of {Units.Number(Math.Pow(10, LogisticFit.Rise * fit.Width))}"
                : $"within {Units.Number(LogisticFit.Rise * fit.Width)} of {key}")),
            ("fitted", Page.Cell($"{key} from {Units.Number(step.From)} to {Units.Number(step.To)}, every seed a point; least squares of "
                + "low + (high − low)/(1 + e^(−(x − c)/w))" + (step.Logarithmic ? $" in x = log₁₀ {key}" : "")
                + (step.UpToBest ? "; what lies behind the best value is left out" : ""))),
        ]);
    }

    private static List<(double X, double Y)> Points(IEnumerable<SweptJob> jobs, string key, string metric) =>
    [
        .. jobs.Where(job => job.Metrics.TryGetValue(metric, out var value) && double.IsFinite(value))
            .SelectMany(job => job.Point.Where(value => value.Key == key).Select(value => (Number(value.Value)!.Value, job.Metrics[metric])))
            .OrderBy(point => point.Item1),
    ];

    private static HeatMap? Map(SweepStory story, string across, string down)
    {
        var cells = story.Jobs.Where(job => job.Point.Count == 2)
            .GroupBy(job => (X: At(job, across), Y: At(job, down)))
            .ToDictionary(
                group => group.Key,
                group => group.Where(job => job.Metrics.ContainsKey(story.Metric)).Select(job => job.Metrics[story.Metric])
                    .DefaultIfEmpty(double.NaN).Average());
        double[] columns = [.. cells.Keys.Select(cell => cell.X).Distinct().Order()];
        double[] rows = [.. cells.Keys.Select(cell => cell.Y).Distinct().OrderDescending()];
        var cases = story.Jobs.Select(job => job.Case).Distinct(StringComparer.Ordinal).Count();
        return cases != 1 || cells.Count != columns.Length * rows.Length ? null : new HeatMap
        {
            Title = $"{Units.Words(story.Metric)}, mean of the seeds",
            Values = [.. rows.SelectMany(row => columns.Select(column => cells[(column, row)]))],
            Columns = columns.Length, Rows = rows.Length, Quantity = Units.Words(story.Metric), LabelX = across, LabelY = down,
            ColumnNames = [.. columns.Select(Units.Number)], RowNames = [.. rows.Select(Units.Number)],
            Scale = Scale([.. cells.Values.Where(double.IsFinite)]),
        };
    }

    /// <summary>From the smallest to the largest: what matters is which point is better, not how far all are from zero.</summary>
    private static ColorScale Scale(double[] values) => values.Length > 0 && values.Max() > values.Min()
        ? new ColorScale(values.Min(), values.Max(), ColorMap.Sequential)
        : ColorScale.Fit([values], signed: false);

    private static double At(SweptJob job, string key) => Number(job.Point.First(value => value.Key == key).Value)!.Value;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
