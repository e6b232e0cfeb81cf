using System.Globalization;
using Loschmidt.Experiments.Figures;

namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>The page about a comparison of gradients.</summary>
internal static class GradcheckPage
{
    /// <summary>Writes it.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="source">The preset or file it was found for.</param>
    /// <param name="computer">Where it was measured.</param>
    public static string Write(GradcheckReport report, string source, Computer computer) => Page.Write($"{report.Preset}: gradients", html =>
    {
        Head(html, report);
        Agreement(html, report);
        if (report.Recommendations.Count > 0)
        {
            Page.Section(html, "advice", "What to take", _ => Page.Facts(
                html, report.Recommendations.Select(advice => (advice.Estimator, Page.Cell(advice.Sentence)))));
        }

        GradcheckLines.Write(html, report);
        Tensors(html, report);
        if (report.Noise.Count > 0)
        {
            Page.Section(html, "noise", "Over noise seeds", _ => html.Table(
                ["estimator", "repeats", "bias", "standard deviation"],
                report.Noise.Select(noise => new[]
                {
                    Page.Code(noise.Estimator), Page.Cell($"{noise.Repeats}"), Number("bias", noise.Bias), Number("deviation", noise.Deviation),
                })));
        }

        if (report.Refused.Count > 0)
        {
            Page.Section(html, "refused", "Not for this machine", _ => Page.Facts(
                html, report.Refused.Select(refusal => (refusal.Estimator, Page.Cell(refusal.Reason)))));
        }

        Environment(html, report, source, computer);
    });

    private static void Head(HtmlWriter html, GradcheckReport report)
    {
        using (html.In("header"))
        {
            html.Element("h1", $"{report.Preset}: gradients");
            html.Element("p", $"in {report.Precision}, against {report.Reference} in double", ("class", "quiet"));
            foreach (var note in report.Notes)
            {
                html.Paragraph(note);
            }

            using (html.In("p", ("class", "result")))
            {
                var wrong = report.Rows.Where(row => row.Diagnosis is not null).ToList();
                var expected = report.Rows.Where(row => row.ByDesign is not true).ToList();
                html.Element("b", $"{expected.Count(row => row.Diagnosis is null)} of {expected.Count} estimators agree");
                html.Text(wrong.Count == 0 ? "." : $"; {string.Join("; ", wrong.Select(row => $"{row.Estimator}: {row.Diagnosis!.Words}"))}.");
            }
        }
    }

    private static void Agreement(HtmlWriter html, GradcheckReport report) => Page.Section(html, "rows", "Agreement", _ =>
    {
        html.Table(
            ["estimator", "1 − cosine", "norm ratio − 1", "relative error", "best ε", "slope in ε", "passes", "what is wrong"],
            report.Rows.Select(row => new[]
            {
                Page.Code(row.Estimator), Number("cosineShort", Math.Max(0, 1 - row.Cosine)), Number("normRatioExcess", row.NormRatio - 1), Number("relativeError", row.RelativeError),
                Number("epsilon", row.Epsilon),
                Number("slope", report.Slopes.FirstOrDefault(slope => slope.Estimator == row.Estimator)?.Slope),
                Page.Cell(row.WholePasses is { } whole ? $"{Units.Whole(row.Passes)} of {Units.Whole(whole)}" : Units.Number(row.Passes)),
                Page.Cell(row.Diagnosis?.Words ?? (row.ByDesign is true ? "by design" : "")),
            }));
        foreach (var row in report.Rows.Where(row => row.Probes is not null))
        {
            html.Paragraph($"{row.Estimator} was asked for {row.Probes} slopes only, along directions or of parameters.");
        }
    });

    private static void Tensors(HtmlWriter html, GradcheckReport report)
    {
        var rows = report.Rows.Where(row => row.Tensors.Count > 0).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        string[] names = [.. rows[0].Tensors.Select(tensor => tensor.Name)];
        Page.Section(html, "tensors", "Tensor by tensor", _ =>
        {
            html.Picture(new HeatMap
            {
                Title = "Relative error, powers of ten",
                Quantity = "log₁₀ of the relative error",
                Rows = rows.Count,
                Columns = names.Length,
                LabelX = "tensor (numbered below)",
                LabelY = "",
                RowNames = [.. rows.Select((_, i) => $"{i + 1}")],
                Values =
                [
                    .. rows.SelectMany(row => row.Tensors.Select(tensor => tensor.RelativeError > 0 ? Math.Log10(tensor.RelativeError) : double.NaN)),
                ],
            });
            html.Paragraph($"Rows: {string.Join(", ", rows.Select((row, i) => $"{i + 1} {row.Estimator}"))}. Hatched: no error at all.");
            html.Table(
                ["", "tensor", .. rows.Select(row => row.Estimator)],
                names.Select((name, i) => (IEnumerable<Action<HtmlWriter>>)
                    [Page.Cell($"{i}"), Page.Code(name), .. rows.Select(row => Number("relativeError", row.Tensors[i].RelativeError))]));
        });
    }

    private static void Environment(HtmlWriter html, GradcheckReport report, string source, Computer computer) =>
        Page.Section(html, Page.Environment, "Environment and times", _ =>
        {
            html.Table(
                ["estimator", "time", "memory"],
                report.Rows.Select(row => new[] { Page.Code(row.Estimator), Page.Cell(Units.Duration(row.Seconds)), Page.Cell(Units.Bytes(row.PeakBytes)) }));
            Page.Facts(html, [("experiment", Page.Cell(source)), .. EnvironmentSection.Of(computer)]);
        });

    /// <summary>A figure in two digits; programs find all of them in the attribute.</summary>
    private static Action<HtmlWriter> Number(string name, double? value) => value is { } number && double.IsFinite(number)
        ? html => html.Element("data", Units.Short(number), ("class", name), ("value", number.ToString("R", CultureInfo.InvariantCulture)))
        : Page.Cell("–");
}
