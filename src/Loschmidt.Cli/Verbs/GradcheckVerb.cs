using System.CommandLine;
using System.Globalization;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reports;

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
        var floor = CommonOptions.Real("--fail-below", "X", "Leave with exit code 1 if the cosine of an estimator is below X; those that differ by design only if named.", maximum: 1);
        var repeats = CommonOptions.Whole("--repeats", "N", "Gradients with noise of their own, of machines that draw it (default 8).", 2);
        var html = new Option<string?>("--html") { Description = "Write the report as a page too, readable offline and on paper.", HelpName = "FILE" };
        var tensors = new Option<bool>("--tensors") { Description = "List the worst tensors of every estimator, not only of those that disagree." };
        var command = new Command("gradcheck", "Compare gradient estimators on the same machine and sample.")
        {
            source, CommonOptions.Quick, CommonOptions.Set, CommonOptions.Seed, estimators, floor, repeats, html, tensors,
            CommonOptions.Precision, CommonOptions.Threads,
        };
        command.SetAction(parse =>
        {
            var request = new GradcheckRequest(
                parse.GetRequiredValue(source), parse.GetValue(CommonOptions.Quick), parse.GetRequiredValue(CommonOptions.Set),
                parse.GetValue(CommonOptions.Seed), parse.GetValue(CommonOptions.Precision),
                parse.GetValue(CommonOptions.Threads) ?? 0, Split(parse.GetRequiredValue(estimators)),
                parse.GetValue(CommonOptions.Data), parse.GetValue(repeats), parse.GetValue(html));
            var report = new ProgressView(context.Terminal).Stages(
                request.Source, progress => context.Services.Gradcheck(request, progress, context.Cancellation));
            foreach (var note in report.Notes)
            {
                context.Terminal.Error.WriteLine($"loschmidt: {note}");
            }

            var view = new GradcheckView(report, request.Estimators.Count > 0, parse.GetValue(tensors));
            context.Print(parse, report, writer => view.Write(context.Terminal, writer));
            return Judge(report, parse.GetValue(floor), request.Estimators, context.Terminal.Error);
        });
        return command;
    }

    private static string[] Split(string names) => names == "all"
        ? []
        : names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int Judge(GradcheckReport report, double? floor, IReadOnlyList<string> named, TextWriter error)
    {
        // A cosine that is no number is below every floor.
        var failed = floor is { } limit ? report.Rows.Where(row => IsJudged(row) && !(row.Cosine >= limit)).ToArray() : [];
        foreach (var row in failed)
        {
            error.WriteLine($"loschmidt: the cosine of {row.Estimator} is {Cosine(row.Cosine)}, below {floor!.Value.ToString("R", CultureInfo.InvariantCulture)}");
        }

        return failed.Length == 0 ? ExitCode.Done : ExitCode.Failed;

        bool IsJudged(GradcheckRow row) => row.ByDesign is not true || named.Contains(row.Estimator, StringComparer.Ordinal);
    }

    private static string Cosine(double value) => value.ToString("0.################", CultureInfo.InvariantCulture);
}
