using System.CommandLine;
using System.Globalization;
using Loschmidt.Experiments.Reports;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Commands;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt evaluate</c>: what a trained machine is worth.</summary>
internal static class EvaluateVerb
{
    // A larger matrix is no picture any more; --json has it.
    private const int ClassesShown = 20;

    private const int LongestName = 12;

    private static readonly string[] Splits = ["train", "validation", "test"];

    public static Command Create(Context context)
    {
        var run = new Argument<string>("run")
        {
            Description = "A run's name, the beginning of one, its folder, <sweep>/<job>, or 'latest'.",
            HelpName = "run",
        };
        var split = new Option<string[]>("--split")
        {
            Description = "Samples to judge on: train, validation or test; may be repeated (default: all there are).",
            HelpName = "S",
            DefaultValueFactory = static _ => [],
        };
        var on = new Option<string?>("--on")
        {
            Description =
                "A file to judge on instead of the run's own data: IDX images, a NumPy array, a table, or a series.",
            HelpName = "FILE",
        };
        var labels = new Option<string?>("--labels")
        {
            Description =
                "For --on: the file with the labels of images or arrays, or the column of a table (default: the last).",
            HelpName = "FILE|column",
        };
        var set = new Option<string[]>("--set")
        {
            Description =
                "Judge on another machine, device or data than the run's: a key of machine, imperfections, device or data, or training.precision, "
                + "such as machine.loss=[0.2]; may be repeated.",
            HelpName = "key=value",
            DefaultValueFactory = static _ => [],
        };
        split.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !Splits.Contains(token.Value)))
            {
                result.AddError($"--split accepts {string.Join(", ", Splits)}, not '{token.Value}'");
            }
        });
        var command = new Command("evaluate", "Measure a trained machine on its data, or on yours.")
        {
            run, set, split, CommonOptions.Checkpoint, on, labels, CommonOptions.Header, CommonOptions.Missing, CommonOptions.Threads,
        };
        command.Validators.Add(result =>
        {
            var file = result.GetResult(on) is { Implicit: false };
            if (file && result.GetResult(split) is { Implicit: false })
                result.AddError("--on and --split exclude each other; a file is judged whole");
            if (!file && result.GetResult(labels) is { Implicit: false })
                result.AddError("--labels belongs to --on");
        });
        command.SetAction(parse =>
        {
            var request = new EvaluateRequest(
                parse.GetRequiredValue(run), parse.GetValue(CommonOptions.Threads) ?? 0,
                parse.GetValue(CommonOptions.Data), parse.GetValue(CommonOptions.Runs))
            {
                Sets = parse.GetRequiredValue(set),
                Splits = parse.GetRequiredValue(split),
                Checkpoint = parse.GetValue(CommonOptions.Checkpoint),
                On = parse.GetValue(on),
                Labels = parse.GetValue(labels),
                Header = CommonOptions.HasHeader(parse),
                Missing = CommonOptions.OfMissing(parse),
            };
            var result = new ProgressView(context.Terminal).Steps(
                "evaluate", progress => context.Services.Evaluate(request, progress, context.Cancellation));
            foreach (var note in result.Notes)
            {
                context.Terminal.Error.WriteLine($"loschmidt: {note}");
            }

            context.Print(parse, result, writer => Describe(result, writer));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Describe(EvaluateResult result, TextWriter writer)
    {
        writer.WriteLine($"{result.Preset}, seed {result.Seed}, {result.Estimator}");
        var facts = new Facts().Add("steps", $"{result.Steps}, evaluated in {Units.Duration(result.Seconds)}");
        facts.AddAll("changed", result.Changed.Select(setting => $"{setting.Key} {setting.Now ?? "left out"}, was {setting.Was ?? "not set"}"));
        foreach (var (name, value) in result.Metrics)
        {
            var interval = result.Intervals.TryGetValue(name, out var ends)
                ? $"  (95 %: {Percent(ends[0])} to {Percent(ends[1])} %)" : "";
            facts.Add(Units.Words(name), Units.Metric(name, value) + interval);
        }

        facts.AddAll("samples", result.Samples.Select(pair => $"{pair.Value} {pair.Key}"));
        facts.Add("peak memory", Units.Bytes(result.PeakBytes)).Add("run", result.Folder).WriteTo(writer);
        foreach (var (split, matrix) in result.Confusion.Where(pair => pair.Value.Count <= ClassesShown))
        {
            var undecided = result.Undecided.GetValueOrDefault(split);
            writer.WriteLine();
            writer.WriteLine(
                $"  {split}: true class down, answer across"
                + (undecided > 0 ? $"; {undecided} without an answer" : ""));
            Matrix(matrix, result.Classes, writer);
        }
    }

    private static void Matrix(IReadOnlyList<IReadOnlyList<long>> matrix, IReadOnlyList<string> classes, TextWriter writer)
    {
        string[] names = [.. Enumerable.Range(0, matrix[0].Count).Select(k => k < classes.Count ? Short(RunsVerb.Printable(classes[k])) : Text(k))];
        var width = 2 + Math.Max(names.Max(name => name.Length), matrix.Max(row => row.Max(count => Text(count).Length)));
        var margin = Math.Max(3, names.Max(name => name.Length));
        writer.WriteLine(new string(' ', 2 + margin) + string.Concat(names.Select(name => name.PadLeft(width))));
        for (var label = 0; label < matrix.Count; label++)
        {
            var counts = matrix[label].Select(count => (count == 0 ? "." : Text(count)).PadLeft(width));
            writer.WriteLine("  " + names[label].PadLeft(margin) + string.Concat(counts));
        }
    }

    private static string Short(string name) => name.Length > LongestName ? name[..(LongestName - 1)] + "…" : name;

    private static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
