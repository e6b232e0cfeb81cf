using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Reports;

namespace Loschmidt.Experiments.Commands;

/// <summary>The picture of a comparison: accuracy, and cost below it, against physical passes and against time.</summary>
internal static class ComparisonFigure
{
    /// <summary>Draws it; without classes it has the row of the cost alone.</summary>
    public static Figure Of(CompareResult result)
    {
        var courses = result.Estimators.Select(one => (one, Points: one.Mean().Where(point => point.Step > 0).ToArray()))
            .Where(pair => pair.Points.Length > 0).ToArray();
        var panels = new List<Figure>();
        if (courses.Any(pair => pair.Points[^1].Accuracy is not null))
        {
            var label = $"{result.JudgedBy} accuracy";
            panels.Add(Panel("passes", label, "%", point => 100 * point.Accuracy!.Value));
            panels.Add(Panel("time", label, "%", point => 100 * point.Accuracy!.Value));
        }

        panels.Add(Panel("passes", $"{result.JudgedBy} cost", "", point => point.Cost));
        panels.Add(Panel("time", $"{result.JudgedBy} cost", "", point => point.Cost));
        return new PanelGrid { Title = $"{result.Experiment}: one task, every gradient", Panels = panels };

        LineChart Panel(string abscissa, string label, string unit, Func<ComparedPoint, double> figure)
        {
            var passes = abscissa == "passes";
            var series = new List<Series>();
            foreach (var (one, points) in courses)
            {
                series.Add(passes && points[^1].Passes == 0
                    ? Level($"{one.Estimator}, no passes", figure(points[^1]))
                    : new Series(one.Estimator, [.. points.Select(point => passes ? point.Passes : point.Seconds)], [.. points.Select(figure)]));
            }

            if (unit.Length > 0)
            {
                series.AddRange(result.Baselines.Select(baseline =>
                    Level($"{baseline.Name} {Units.Metric("accuracy", baseline.Accuracy)}", 100 * baseline.Accuracy)));
            }

            return new LineChart
            {
                Title = $"{result.Experiment}: {label} against {(passes ? "physical passes" : "time")}",
                X = passes ? new Axis("passes through the machine", "", Logarithmic: true) : new Axis("time of training", "s", Logarithmic: true),
                Y = new Axis(label, unit),
                Series = series,
            };

            Series Level(string name, double value)
            {
                var all = courses.SelectMany(pair => pair.Points).Select(point => passes ? point.Passes : point.Seconds).Where(x => x > 0).ToArray();
                return all.Length == 0
                    ? new Series(name, [1, 10], [value, value], SeriesStyle.Reference)
                    : new Series(name, [all.Min(), all.Max()], [value, value], SeriesStyle.Reference);
            }
        }
    }
}
