using System.Globalization;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Reports;
using Spectre.Console;

namespace Loschmidt.Cli.Verbs;

/// <summary>A comparison of gradients on a terminal.</summary>
/// <param name="report">What was found.</param>
/// <param name="named">Whether the estimators were named, so that whoever does not apply owes a reason.</param>
/// <param name="tensors">Whether every row's worst tensors are wanted, not only those of rows that disagree.</param>
internal sealed class GradcheckView(GradcheckReport report, bool named, bool tensors)
{
    private const int Worst = 3;

    /// <summary>Prints it.</summary>
    public void Write(Terminal terminal, TextWriter writer)
    {
        writer.WriteLine($"{report.Preset} in {report.Precision} against {report.Reference}");
        terminal.Write(Agreement());
        WriteShares(writer);
        WriteDiagnoses(writer);
        WriteMore(writer);
        WriteRefusals(writer);
    }

    private Table Agreement()
    {
        var table = new Table { Border = TableBorder.Simple, ShowRowSeparators = false };
        table.AddColumn("estimator");
        foreach (var heading in new[] { "1 − cosine", "norm ratio − 1", "relative error", "slope", "Taylor", "best ε", "passes", "time", "memory" })
        {
            table.AddColumn(heading, column => column.RightAligned().NoWrap());
        }

        foreach (var row in report.Rows)
        {
            var slope = report.Slopes.FirstOrDefault(s => s.Estimator == row.Estimator);
            var taylor = report.Taylor.Where(test => test.Estimator == row.Estimator).Select(test => Slope(test.Slope));
            table.AddRow(
                Markup.Escape(row.Estimator), Small(Math.Max(0, 1 - row.Cosine)), Small(row.NormRatio - 1), Small(row.RelativeError),
                slope is null ? "" : Slope(slope.Slope), string.Join(' ', taylor), row.Epsilon is { } epsilon ? Small(epsilon) : "",
                Units.Number(row.Passes), Units.Duration(row.Seconds), Units.Bytes(row.PeakBytes));
        }

        return table;
    }

    private void WriteShares(TextWriter writer)
    {
        foreach (var row in report.Rows.Where(row => row.Probes is not null))
        {
            var whole = row.WholePasses is { } passes ? $"; the whole gradient takes {Units.Whole(passes)}" : "";
            writer.WriteLine($"{row.Estimator}: asked for {row.Probes} slopes only (directions or parameters), by {Units.Whole(row.Passes)} passes{whole}");
        }
    }

    private void WriteDiagnoses(TextWriter writer)
    {
        foreach (var row in report.Rows)
        {
            if (row.Diagnosis is { } diagnosis)
            {
                writer.WriteLine($"{row.Estimator} {(diagnosis.Fault == "noise" ? "scatters" : diagnosis.Fault == "bias" ? "is biased" : "disagrees")}: {diagnosis.Words}");
            }

            if (tensors || row.Diagnosis is not null)
            {
                foreach (var tensor in row.Tensors.Where(tensor => !double.IsNaN(tensor.RelativeError)).OrderByDescending(tensor => tensor.RelativeError).Take(Worst))
                {
                    writer.WriteLine(
                        $"  {row.Estimator} {tensor.Name}: cosine {Cosine(tensor.Cosine)}, norm ratio {Units.Number(tensor.NormRatio)}, "
                        + $"relative error {Small(tensor.RelativeError)}");
                }
            }
        }
    }

    private void WriteMore(TextWriter writer)
    {
        foreach (var step in report.TimeSteps.Take(1))
        {
            // The same for every estimator that is right: the others are in the document and on the page.
            writer.WriteLine(
                $"time steps: the error against dt → 0 falls with order {Slope(step.Order)} in dt "
                + $"({string.Join(", ", step.Points.Select(point => $"{point.At:0}: {Small(point.Value)}"))}; by {step.Estimator})");
        }

        foreach (var noise in report.Noise)
        {
            writer.WriteLine(
                $"{noise.Estimator} over {noise.Repeats} noise seeds: bias {Small(noise.Bias)}, standard deviation {Small(noise.Deviation)} of the reference");
        }

        foreach (var advice in report.Recommendations)
        {
            writer.WriteLine($"{advice.Estimator}: {advice.Sentence}");
        }
    }

    private void WriteRefusals(TextWriter writer)
    {
        if (named)
        {
            foreach (var refusal in report.Refused)
            {
                writer.WriteLine($"{refusal.Estimator} does not apply: {refusal.Reason}");
            }
        }
        else if (report.Refused.Count > 0)
        {
            writer.WriteLine(
                $"not for this machine: {string.Join(", ", report.Refused.Select(refusal => refusal.Estimator))} "
                + $"(say --estimators {report.Refused[0].Estimator} for the reason)");
        }
    }

    private static string Slope(double slope) => double.IsNaN(slope) ? "–" : slope.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Small(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);

    private static string Cosine(double value) => value.ToString("0.########", CultureInfo.InvariantCulture);
}
