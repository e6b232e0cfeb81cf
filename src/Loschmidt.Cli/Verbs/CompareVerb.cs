using System.CommandLine;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reports;
using Spectre.Console;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt compare</c>: one task learned with every estimator, against physical passes and against time.</summary>
internal static class CompareVerb
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
        var seeds = CommonOptions.Whole("--seeds", "N", "Seeds, from the experiment's upwards (default 3, with --quick 1).", 1);
        var steps = CommonOptions.Whole("--steps", "N", "Training steps (default: the experiment's).", 1);
        var budget = CommonOptions.Real(
            "--budget", "N", $"Most passes through the machine in one step; what needs more is skipped (default {Units.Whole(CompareCommand.DefaultBudget)}).", 1);
        var output = new Option<string?>("--output")
        {
            Description = $"Folder for tables and picture (default: {CompareCommand.DefaultOutput}/ and the experiment's name).",
            HelpName = "DIR",
        };
        var command = new Command("compare", "Train the same machine from the same parameters with every gradient it allows.")
        {
            source, CommonOptions.Quick, CommonOptions.Set, CommonOptions.Seed, estimators, seeds, steps, budget, output,
            CommonOptions.Precision, CommonOptions.Threads,
        };
        command.SetAction(parse =>
        {
            var request = new CompareRequest(
                parse.GetRequiredValue(source), parse.GetValue(CommonOptions.Quick), parse.GetRequiredValue(CommonOptions.Set),
                parse.GetValue(CommonOptions.Seed), parse.GetValue(seeds), parse.GetValue(steps), parse.GetValue(CommonOptions.Precision),
                Split(parse.GetRequiredValue(estimators)), parse.GetValue(budget), parse.GetValue(CommonOptions.Threads) ?? 0,
                parse.GetValue(output), parse.GetValue(CommonOptions.Data));
            var result = new ProgressView(context.Terminal).Stages(
                request.Source, progress => context.Services.Compare(request, progress, context.Cancellation));
            context.Print(parse, result, writer => Describe(result, context.Terminal, writer));
            if (!result.Interrupted)
            {
                return ExitCode.Done;
            }

            context.Terminal.Error.WriteLine($"loschmidt: interrupted; what was trained until then is in {result.Folder}");
            return ExitCode.Interrupted;
        });
        return command;
    }

    private static string[] Split(string names) => names == "all"
        ? []
        : names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static void Describe(CompareResult result, Terminal terminal, TextWriter writer)
    {
        writer.WriteLine(
            $"{result.Experiment}: {result.Machine}, {result.Parameters} parameters, {result.Steps} steps of {result.Batch}, "
            + $"judged by {result.Samples} {result.JudgedBy} samples, {result.Seeds.Count} {(result.Seeds.Count == 1 ? "seed" : "seeds")}");
        var table = new Table { Border = TableBorder.Simple, ShowRowSeparators = false };
        table.AddColumn("estimator");
        foreach (var heading in new[] { "passes a gradient", "passes", "time", "accuracy", "cost", "passes to the baseline" })
        {
            table.AddColumn(heading, column => column.RightAligned().NoWrap());
        }

        foreach (var one in result.Estimators)
        {
            table.AddRow(
                Markup.Escape(one.Estimator), Units.Number(one.PassesPerGradient), Number(one.Passes),
                one.Seconds is { } seconds ? Units.Duration(seconds) : "", Accuracy(one.Accuracy, one.Deviation), Number(one.Cost),
                result.Baselines.Count == 0 ? "" : one.PassesPerGradient == 0 ? "–" : one.PassesToBaseline is { } passes ? Units.Number(passes) : "never");
        }

        foreach (var baseline in result.Baselines)
        {
            table.AddRow(Markup.Escape(baseline.Name), "", baseline.Passes > 0 ? Units.Number(baseline.Passes) : "", "", Accuracy(baseline.Accuracy, null), "", "");
        }

        terminal.Write(table);
        foreach (var (one, course) in result.Estimators.SelectMany(one => one.Courses.Select(course => (one, course))).Where(pair => pair.course.Failure is not null))
        {
            writer.WriteLine($"{one.Estimator}, seed {course.Seed}, ended early: {course.Failure}");
        }

        foreach (var skipped in result.Skipped.Where(skipped => skipped.Possible))
        {
            writer.WriteLine($"{skipped.Estimator} was not tried: {skipped.Reason}");
        }

        if (result.Skipped.Where(skipped => !skipped.Possible).Select(skipped => skipped.Estimator).ToArray() is { Length: > 0 } others)
        {
            writer.WriteLine($"not for this machine: {string.Join(", ", others)} (why is told in table.md and by --json)");
        }

        new Facts().Add("results", Path.Combine(result.Folder, "table.md")).Add("picture", Path.Combine(result.Folder, "compare.svg")).WriteTo(writer);
    }

    private static string Number(double? value) => value is { } number ? Units.Number(number) : "";

    private static string Accuracy(double? value, double? deviation) => value is not { } accuracy
        ? ""
        : Units.Metric("accuracy", accuracy) + (deviation is { } spread ? FormattableString.Invariant($" ± {100 * spread:0.0}") : "");
}
