using System.CommandLine;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Exercises;
using Loschmidt.Experiments.Reports;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt exercise</c>: the exercises of a lecture, and whether answers are right.</summary>
internal static class ExerciseVerb
{
    public static Command Create(Context context)
    {
        var number = new Argument<int>("number") { Description = "Which exercise, from 1.", HelpName = "N" };
        var file = new Argument<string>("file") { Description = "The sheet with the answers, YAML or JSON.", HelpName = "FILE" };
        var given = new Argument<string?>("file")
        {
            Description = "A sheet whose given numbers are taken; those of the page without it.", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne,
        };
        var list = new Command("list", "List the exercises.");
        list.SetAction(parse => List(parse, context));
        var show = new Command("show", "Print the sheet of an exercise, ready to be filled.") { number };
        show.SetAction(parse => Print(parse, context, ExerciseCommand.Show(parse.GetValue(number))));
        var check = new Command("check", "Compute the answers with the sheet's own numbers and say which are right; exit code 1 unless all are.") { number, file };
        check.SetAction(parse =>
        {
            var report = Computed(parse.GetValue(number), context, which => ExerciseCommand.Check(which, parse.GetRequiredValue(file), context.Cancellation));
            context.Print(parse, report, writer => Describe(report, writer));
            return report.Passed ? ExitCode.Done : ExitCode.Failed;
        });
        var solve = new Command("solve", "Print the sheet with all answers; for those who teach.") { number, given };
        solve.SetAction(parse => Print(
            parse, context, Computed(parse.GetValue(number), context, which => ExerciseCommand.Solve(which, parse.GetValue(given), context.Cancellation))));
        var command = new Command("exercise", "Six exercises for a lecture: print a sheet, check it, solve it.") { list, show, check, solve };
        command.SetAction(parse => List(parse, context));
        return command;
    }

    private static int List(ParseResult parse, Context context)
    {
        var list = new ExerciseList(ExerciseCommand.List());
        context.Print(parse, list, writer =>
        {
            foreach (var one in list.Exercises)
                writer.WriteLine($"{one.Number}  {one.Title}: {one.Questions} questions, {one.Page}");
        });
        return ExitCode.Done;
    }

    /// <summary>Says on standard error that answers are being computed, as some take a quarter of a minute.</summary>
    private static T Computed<T>(int number, Context context, Func<int, T> compute) =>
        new ProgressView(context.Terminal).Stages($"exercise {number}", progress =>
        {
            if (ExerciseCommand.List().FirstOrDefault(one => one.Number == number) is { } exercise)
                progress.Report($"computing {exercise.Questions} answers");
            return compute(number);
        });

    private static int Print(ParseResult parse, Context context, ExerciseSolution solution)
    {
        context.Print(parse, solution, writer => writer.Write(solution.Sheet));
        return ExitCode.Done;
    }

    private static void Describe(ExerciseReport report, TextWriter writer)
    {
        var width = report.Answers.Max(one => one.Key.Length);
        foreach (var one in report.Answers)
        {
            writer.WriteLine($"{one.Verdict,-7}  {one.Key.PadRight(width)}  {(one.Answer is { } answer ? Units.Number(answer) : "")}{(one.Off is { } off ? $": {off}" : "")}");
            if (one.Hint is { } hint)
                writer.WriteLine($"         {new string(' ', width)}  {one.Ask} ({one.Tolerance}); {hint}");
        }

        writer.WriteLine($"{report.Right} of {report.Answers.Count} right; computed anew in {Units.Duration(report.Seconds)}");
    }
}

/// <summary>What <c>exercise --json</c> prints.</summary>
internal sealed record ExerciseList(IReadOnlyList<ExerciseSummary> Exercises);
