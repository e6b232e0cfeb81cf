using System.Globalization;
using System.Text;
using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Commands;

/// <summary>What a tolerance map leaves in its folder: points.csv, tolerance.md, a curve for every knob and a map for two.</summary>
internal static class ToleranceFiles
{
    /// <summary>Writes them; nothing in them depends on clocks, places or the number of threads.</summary>
    public static void Write(SweepFolder folder, ToleranceResult result)
    {
        folder.Write("points.csv", Csv(result));
        folder.Write("tolerance.md", Markdown(result));
        for (var knob = 0; knob < result.Knobs.Count; knob++)
        {
            folder.Write($"knob-{knob + 1}.svg", Curve(result, knob).ToSvg());
        }

        if (result.Knobs.Count == 2)
        {
            folder.Write("map.svg", Map(result).ToSvg());
        }
    }

    private static string Csv(ToleranceResult result)
    {
        string[] overlap = result.Ideal.Overlap is null ? [] : ["echo overlap"];
        var csv = new StringBuilder()
            .AppendJoin(',', [.. result.Knobs, "mean", .. result.Seeds.Select(seed => $"seed {seed}"), .. overlap]).Append('\n');
        foreach (var point in result.Points)
        {
            string[] home = point.Overlap is { } value ? [Exact(value)] : [];
            csv.AppendJoin(',', [.. point.Values.Select(Exact), Exact(point.Mean), .. point.Figures.Select(Exact), .. home]).Append('\n');
        }

        return csv.ToString();
    }

    private static string Markdown(ToleranceResult result)
    {
        var text = new StringBuilder($"# {result.Experiment}: how much imperfection it survives\n\n{result.Sentence}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"By {Units.Words(result.Metric)} of {(result.Measure == "training" ? "trainings" : "gradients")} ")
            .Append(CultureInfo.InvariantCulture, $"by {result.Estimator}, {result.Seeds.Count} seeds. Ideal {Figure(result, result.Ideal.Mean)}");
        text.Append(result.Control is { } control ? $", from shuffled gradients {Figure(result, control.Mean)}.\n" : ".\n");
        text.Append("\n| knob, what hurts most first | may be turned to | 90 % interval | lost at the severest value | 90 % interval |\n|---|---|---|---|---|\n");
        foreach (var limit in result.Limits)
        {
            var (interval, drop) = result.Seeds.Count < 2 ? ("–", "–")
                : ($"{Units.Number(limit.Low)} … {Units.Number(limit.High)}", $"{Figure(result, limit.DropLow)} … {Figure(result, limit.DropHigh)}");
            text.Append(CultureInfo.InvariantCulture, $"| {limit.Knob} | {Units.Number(limit.Limit)} ({limit.Where}) | {interval} | ")
                .Append(CultureInfo.InvariantCulture, $"{Figure(result, limit.Drop)} | {drop} |\n");
        }

        var overlap = result.Ideal.Overlap is not null;
        text.Append(CultureInfo.InvariantCulture, $"\n| {string.Join(" | ", result.Knobs)} | mean | {string.Join(" | ", result.Seeds.Select(seed => $"seed {seed}"))} |")
            .Append(overlap ? " echo overlap |\n" : "\n")
            .Append("|---|").Insert(text.Length, "---|", result.Knobs.Count + result.Seeds.Count + (overlap ? 1 : 0)).Append('\n');
        foreach (var point in result.Points)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", point.Values.Select(Units.Number))} | {Figure(result, point.Mean)} | ")
                .Append(CultureInfo.InvariantCulture, $"{string.Join(" | ", point.Figures.Select(figure => Figure(result, figure)))} |")
                .Append(point.Overlap is { } home ? $" {Units.Number(home)} |\n" : "\n");
        }

        foreach (var note in result.Notes)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- {note}");
        }

        return text.Append('\n').ToString();
    }

    // The other knobs at their mildest; a value of zero has no place on an axis of ratios and stands a step before the next one.
    private static LineChart Curve(ToleranceResult result, int knob)
    {
        var mild = result.Points[0].Values;
        var points = result.Points.Where(point => point.Values.Where((value, other) => other != knob && value != mild[other]).Count() == 0).ToArray();
        double[] values = [.. points.Select(point => point.Values[knob])];
        var logarithmic = values.Count(value => value > 0) >= 3 && values.All(value => value >= 0);
        double[] at = logarithmic && values[0] == 0 ? [values[1] * values[1] / values[2], .. values[1..]] : values;
        var series = new List<Series> { new("mean over seeds", at, [.. points.Select(point => point.Mean)], SeriesStyle.Marked) };
        for (var seed = 0; seed < result.Seeds.Count; seed++)
        {
            series.Insert(0, new Series("", at, [.. points.Select(point => point.Figures[seed])], SeriesStyle.Dots));
        }

        double[] ends = [at[0], at[^1]];
        series.Add(new Series($"ideal, and {Units.Number(result.Within)} % less", ends, [result.Ideal.Mean, result.Ideal.Mean], SeriesStyle.Reference));
        var threshold = result.LargerIsBetter ? result.Ideal.Mean * (1 - (result.Within / 100)) : result.Ideal.Mean * (1 + (result.Within / 100));
        series.Add(new Series("", ends, [threshold, threshold], SeriesStyle.Reference));
        if (result.Control is { } control)
        {
            series.Add(new Series("shuffled gradients", ends, [control.Mean, control.Mean], SeriesStyle.Faint));
        }

        return new LineChart
        {
            Title = $"{result.Experiment}: {Units.Words(result.Metric)}",
            X = new Axis(result.Knobs[knob] + (at[0] != values[0] ? " (first point: 0)" : ""), "", logarithmic),
            Y = new Axis(Units.Words(result.Metric)),
            Series = series,
        };
    }

    private static HeatMap Map(ToleranceResult result)
    {
        double[] rows = [.. result.Points.Select(point => point.Values[0]).Distinct()];
        double[] columns = [.. result.Points.Select(point => point.Values[1]).Distinct()];
        return new HeatMap
        {
            Title = $"{result.Experiment}: {Units.Words(result.Metric)}, mean of {result.Seeds.Count} seeds",
            Values = [.. result.Points.Select(point => point.Mean)],
            Rows = rows.Length,
            Columns = columns.Length,
            Quantity = Units.Words(result.Metric),
            LabelX = result.Knobs[1],
            LabelY = result.Knobs[0],
            RowNames = [.. rows.Select(Units.Number)],
            ColumnNames = [.. columns.Select(Units.Number)],
        };
    }

    private static string Figure(ToleranceResult result, double value) => double.IsNaN(value) ? "–" : Units.Metric(result.Metric, value);

    private static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
