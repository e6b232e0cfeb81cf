using System.CommandLine;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reports;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt sweep</c>: every variant of an experiment, side by side.</summary>
internal static class SweepVerb
{
    public static Command Create(Context context)
    {
        var source = CommonOptions.Source();
        source.Arity = ArgumentArity.ZeroOrOne;
        var resume = new Option<string?>("--resume")
        {
            Description = "Go on with this sweep (its name, a unique beginning, or its folder) instead of starting one.",
            HelpName = "SWEEP",
        };
        var command = new Command("sweep", "Train the variants that an experiment's 'sweep' block names, and compare them.")
        {
            source, CommonOptions.Quick, CommonOptions.Set, CommonOptions.Seed, CommonOptions.Seeds, CommonOptions.Steps,
            CommonOptions.Epochs, CommonOptions.Estimator, CommonOptions.Precision, CommonOptions.Threads, resume,
        };
        ResumeRules.Add(command, source, resume);
        command.SetAction(parse => Run(context, parse, parse.GetValue(source), parse.GetValue(resume)));
        return command;
    }

    /// <summary>Runs a sweep with the options that it shares with <c>train</c>.</summary>
    public static int Run(Context context, ParseResult parse, string? source, string? resume)
    {
        var request = new SweepRequest(
            source, parse.GetValue(CommonOptions.Quick), parse.GetRequiredValue(CommonOptions.Set),
            parse.GetValue(CommonOptions.Seed), parse.GetValue(CommonOptions.Seeds), parse.GetValue(CommonOptions.Steps),
            parse.GetValue(CommonOptions.Epochs), parse.GetValue(CommonOptions.Estimator), parse.GetValue(CommonOptions.Precision),
            parse.GetValue(CommonOptions.Threads) ?? 0, parse.GetValue(CommonOptions.Data), parse.GetValue(CommonOptions.Runs), resume);
        var result = new SweepView(context.Terminal).Show(progress => context.Services.Sweep(request, progress, context.Cancellation));
        context.Print(parse, result, writer => Describe(result, writer));
        if (result.Interrupted)
        {
            context.Terminal.Error.WriteLine($"loschmidt: interrupted, all jobs saved; to go on: loschmidt sweep --resume {result.Sweep}{ResumeRules.Place(parse)}");
            return ExitCode.Interrupted;
        }

        return result.Failed > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static void Describe(SweepResult result, TextWriter writer)
    {
        writer.WriteLine($"{result.Experiment}: {Count(result)} in {Units.Duration(result.Seconds)}, by {Units.Words(result.Metric)}");
        var columns = new Columns(["  variant", "mean", "±", .. result.Seeds.Select(seed => $"seed {seed}")]);
        foreach (var variant in result.Variants)
        {
            columns.Add(
            [
                $"  {variant.Name}", Figure(variant.Mean), Figure(variant.Deviation),
                .. variant.Values.Select(value => Figure(value ?? double.NaN)),
            ]);
        }

        columns.WriteTo(writer, [.. Enumerable.Range(1, result.Seeds.Count + 2)]);
        if (result.Failed > 0)
        {
            writer.WriteLine($"  failed   {result.Failed} of {result.Jobs.Count} jobs, each with its reason in table.md");
        }

        writer.WriteLine($"  tables   {Path.Combine(result.Folder, "table.md")}, jobs.csv");
        writer.WriteLine($"  {(result.Note is null ? "page     report.html there" : $"note     {result.Note}")}");

        string Figure(double value) => double.IsNaN(value) ? "-" : Units.Metric(result.Metric, value);
    }

    private static string Count(SweepResult result)
    {
        var open = result.Jobs.Count(job => job.Status == "open");
        return open > 0 ? $"{result.Jobs.Count - open} of {result.Jobs.Count} jobs" : $"{result.Jobs.Count} jobs";
    }
}
