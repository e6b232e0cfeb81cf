using System.Globalization;
using Loschmidt.Experiments.Figures;

namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>The straight lines of a comparison of gradients, with their slopes in the legend: error against ε, remainder against h, error against the number of time steps.</summary>
internal static class GradcheckLines
{
    private const int MostCurves = 6;

    public static void Write(HtmlWriter html, GradcheckReport report)
    {
        Section(html, "epsilon", "Error against ε", "ε", "relative error",
            [.. report.Slopes.Select(slope => (slope.Estimator, slope.Slope, slope.Points))],
            "Falls as ε² for a pair of echoes and as ε for a single one, until rounding takes over; a wrong gradient does not fall at all.");
        foreach (var direction in report.Taylor.Select(taylor => taylor.Direction).Distinct(StringComparer.Ordinal))
        {
            Section(html, $"taylor-{direction}", direction == "gradient" ? "Taylor test along the gradient" : "Taylor test along a random direction",
                "h", "|C(θ + h·d) − C(θ) − h d·g|",
                [.. report.Taylor.Where(taylor => taylor.Direction == direction).Select(taylor => (taylor.Estimator, taylor.Slope, taylor.Points))],
                "Held against the cost itself, without any reference: slope 2 where the gradient is right, 1 where it is not.");
        }

        Section(html, "time-steps", "Error against the number of time steps", "time steps of a pass", "relative error",
            [.. report.TimeSteps.Select(step => (step.Estimator, step.Order, step.Points))],
            "How far the gradient of this machine is from that of continuous time; every estimator that is right has the same distance.");
        Precisions(html, report);
    }

    private static void Section(
        HtmlWriter html, string id, string heading, string x, string y,
        IReadOnlyList<(string Estimator, double Slope, IReadOnlyList<GradcheckPoint> Points)> lines, string remark)
    {
        var drawn = lines.Where(line => line.Points.Count > 1).ToList();
        if (drawn.Count == 0)
        {
            return;
        }

        Page.Section(html, id, heading, _ =>
        {
            html.Paragraph(remark);
            foreach (var some in drawn.Chunk(MostCurves))
            {
                html.Picture(new LineChart
                {
                    Title = heading, X = new Axis(x, Logarithmic: true), Y = new Axis(y, Logarithmic: true),
                    Series =
                    [
                        .. some.Select(line => new Series(
                            Legend(line.Estimator, line.Slope), [.. line.Points.Select(point => point.At)], [.. line.Points.Select(point => point.Value)], SeriesStyle.Marked)),
                    ],
                    Width = 900,
                });
            }
        });
    }

    private static string Legend(string estimator, double slope) =>
        double.IsNaN(slope) ? estimator : string.Create(CultureInfo.InvariantCulture, $"{estimator} ({slope:0.00})");

    private static void Precisions(HtmlWriter html, GradcheckReport report)
    {
        if (report.Precisions.Count == 0)
        {
            return;
        }

        Page.Section(html, "precisions", "Precision", _ => html.Table(
            ["estimator", "precision", "relative error", "best ε", "within ten times of it"],
            report.Precisions.Select(one => new[]
            {
                Page.Code(one.Estimator), Page.Cell(one.Precision), Page.Cell(Units.Short(one.RelativeError)),
                Page.Cell(one.Epsilon is { } epsilon ? Units.Short(epsilon) : ""),
                Page.Cell(one.From is { } from && one.To is { } to ? $"{Units.Short(from)} … {Units.Short(to)}" : ""),
            })));
    }
}
