using System.CommandLine;
using System.Globalization;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reports;
using Spectre.Console;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt gradcheck</c>: one gradient by every estimator that the machine supports.</summary>
internal static class GradcheckVerb
{
    public static Command Create(Context context)
    {
        var source = CommonOptions.Source();
        var estimators = new Option<string>("--estimators")
        {
            Description = "Names with commas between, or all (default).",
            HelpName = "a,b|all",
            DefaultValueFactory = static _ => "all",
        };
        var floor = CommonOptions.Real("--fail-below", "X", "Leave with exit code 1 if the cosine of any estimator is below X.");
        var command = new Command("gradcheck", "Compare gradient estimators on the same machine and sample.")
        {
            source, CommonOptions.Quick, CommonOptions.Set, CommonOptions.Seed, estimators, floor,
            CommonOptions.Precision, CommonOptions.Threads,
        };
        command.SetAction(parse =>
        {
            var request = new GradcheckRequest(
                parse.GetRequiredValue(source), parse.GetValue(CommonOptions.Quick), parse.GetRequiredValue(CommonOptions.Set),
                parse.GetValue(CommonOptions.Seed), parse.GetValue(CommonOptions.Precision),
                parse.GetValue(CommonOptions.Threads) ?? 0, Split(parse.GetRequiredValue(estimators)),
                parse.GetValue(CommonOptions.Data));
            var report = new ProgressView(context.Terminal).Stages(
                request.Source, progress => context.Services.Gradcheck(request, progress, context.Cancellation));
            foreach (var note in report.Notes)
            {
                context.Terminal.Error.WriteLine($"loschmidt: {note}");
            }

            context.Print(parse, report, writer => Describe(report, context.Terminal, writer));
            return Judge(report, parse.GetValue(floor), context.Terminal.Error);
        });
        return command;
    }

    private static string[] Split(string names) => names == "all"
        ? []
        : names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int Judge(GradcheckReport report, double? floor, TextWriter error)
    {
        // A cosine that is no number is below every floor.
        var failed = floor is { } limit ? report.Rows.Where(row => !(row.Cosine >= limit)).ToArray() : [];
        foreach (var row in failed)
        {
            error.WriteLine($"loschmidt: the cosine of {row.Estimator} is {Cosine(row.Cosine)}, below {Units.Number(floor!.Value)}");
        }

        return failed.Length == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Describe(GradcheckReport report, Terminal terminal, TextWriter writer)
    {
        writer.WriteLine($"{report.Preset} in {report.Precision} against {report.Reference}");
        var table = new Table { Border = TableBorder.Simple, ShowRowSeparators = false };
        table.AddColumn("estimator");
        foreach (var heading in new[] { "1 − cosine", "norm ratio − 1", "relative error", "slope", "best ε", "passes", "time", "memory" })
        {
            table.AddColumn(heading, column => column.RightAligned().NoWrap());
        }

        foreach (var row in report.Rows)
        {
            var slope = report.Slopes.FirstOrDefault(s => s.Estimator == row.Estimator);
            table.AddRow(
                Markup.Escape(row.Estimator), Small(Math.Max(0, 1 - row.Cosine)), Small(row.NormRatio - 1), Small(row.RelativeError),
                slope is null ? "" : double.IsNaN(slope.Slope) ? "–" : slope.Slope.ToString("0.00", CultureInfo.InvariantCulture),
                row.Epsilon is { } epsilon ? Small(epsilon) : "", Units.Number(row.Passes), Units.Duration(row.Seconds),
                Units.Bytes(row.PeakBytes));
        }

        terminal.Write(table);
        foreach (var row in report.Rows.Where(row => row.Probes is not null))
        {
            writer.WriteLine($"{row.Estimator}: asked along {row.Probes} directions only (single parameters and random mixtures)");
        }

        foreach (var refusal in report.Refused)
        {
            writer.WriteLine($"{refusal.Estimator} does not apply: {refusal.Reason}");
        }
    }

    private static string Small(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);

    private static string Cosine(double value) => value.ToString("0.########", CultureInfo.InvariantCulture);
}
