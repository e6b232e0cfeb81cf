using System.CommandLine;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reports;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt tolerance</c>: how much imperfection an experiment survives.</summary>
internal static class ToleranceVerb
{
    private const int UsualSeeds = 3;
    private const double UsualLoss = 5;

    public static Command Create(Context context)
    {
        var source = CommonOptions.Source();
        source.Arity = ArgumentArity.ZeroOrOne;
        var knob = new Option<string[]>("--knob")
        {
            Description = "A key and its values from mild to severe, such as imperfections.reversal.gain=0,0.001,0.01; repeated, every combination is tried.",
            HelpName = "key=v,v",
            DefaultValueFactory = static _ => [],
        };
        var train = new Option<bool>("--train") { Description = "Train at every point (default: compare gradients before training)." };
        var within = CommonOptions.Real("--within", "X", "Per cent of the ideal figure that may be lost (default: 5).");
        var metric = CommonOptions.Word(
            "--metric", "cost|validation-cost|validation-accuracy", "What trained machines are judged by (default: the accuracy there is, else the cost).",
            "cost", "validation-cost", "validation-accuracy");
        var resume = new Option<string?>("--resume")
        {
            Description = "Go on with this map (its name, a unique beginning, or its folder) instead of starting one.",
            HelpName = "MAP",
        };
        var command = new Command("tolerance", "Turn imperfections up, alone and together, and say how far they may go.")
        {
            source, knob, train, within, metric, CommonOptions.Quick, CommonOptions.Set, CommonOptions.Seed, CommonOptions.Seeds, CommonOptions.Steps,
            CommonOptions.Estimator, CommonOptions.Threads, resume,
        };
        ResumeRules.Add(command, source, resume, knob, train, within, metric);
        command.Validators.Add(result =>
        {
            if (result.GetResult(metric) is { Implicit: false } && !result.GetValue(train))
            {
                result.AddError("--metric is for --train; gradients are judged by their cosine");
            }

            if (result.GetResult(within) is { Implicit: false } && result.GetValue(within) is not (> 0 and < 100))
            {
                result.AddError("--within accepts a number between 0 and 100, in per cent");
            }
        });
        command.SetAction(parse =>
        {
            var request = new ToleranceRequest(
                parse.GetValue(source), parse.GetValue(CommonOptions.Quick), parse.GetRequiredValue(CommonOptions.Set),
                parse.GetValue(CommonOptions.Seed), parse.GetValue(CommonOptions.Seeds) ?? UsualSeeds, parse.GetValue(CommonOptions.Steps),
                parse.GetValue(CommonOptions.Estimator), parse.GetRequiredValue(knob), parse.GetValue(train),
                parse.GetValue(within) ?? UsualLoss, parse.GetValue(metric), parse.GetValue(CommonOptions.Threads) ?? 0, parse.GetValue(CommonOptions.Data),
                parse.GetValue(CommonOptions.Runs), parse.GetValue(resume));
            var result = new SweepView(context.Terminal).Show(
                progress => context.Services.Tolerance(request, progress, context.Cancellation));
            context.Print(parse, result, writer => Describe(result, writer));
            if (result.Interrupted)
            {
                context.Terminal.Error.WriteLine(
                    $"loschmidt: interrupted, all jobs saved; to go on: loschmidt tolerance --resume {result.Tolerance}{ResumeRules.Place(parse)}");
                return ExitCode.Interrupted;
            }

            return result.Failed > 0 ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    private static void Describe(ToleranceResult result, TextWriter writer)
    {
        writer.WriteLine($"{result.Experiment}: {Units.Words(result.Metric)} by {result.Estimator}, {result.Seeds.Count} seeds, in {Units.Duration(result.Seconds)}");
        if (result.Sentence.Length > 0)
        {
            writer.WriteLine(result.Sentence);
        }

        string[] overlap = result.Ideal.Overlap is null ? [] : ["echo overlap"];
        var columns = new Columns(["  point", "mean", .. result.Seeds.Select(seed => $"seed {seed}"), .. overlap]);
        Add("ideal", result.Ideal);
        if (result.Control is { } control)
        {
            Add("shuffled gradients", control);
        }

        foreach (var point in result.Points)
        {
            Add(string.Join(", ", result.Knobs.Zip(point.Values, (knob, value) => $"{Last(knob)} {Units.Number(value)}")), point);
        }

        columns.WriteTo(writer, [.. Enumerable.Range(1, result.Seeds.Count + 1 + overlap.Length)]);
        foreach (var limit in result.Limits)
        {
            var interval = result.Seeds.Count < 2 ? "" : $" (90 %: {Figure(limit.DropLow)} to {Figure(limit.DropHigh)})";
            writer.WriteLine($"  {Last(limit.Knob)} costs {Figure(limit.Drop)} at its severest{interval}");
        }

        foreach (var note in result.Notes)
        {
            writer.WriteLine($"  note     {note}");
        }

        writer.WriteLine($"  table    {Path.Combine(result.Folder, "tolerance.md")}, points.csv, figures beside it");

        void Add(string name, TolerancePoint point) =>
            columns.Add(
                [$"  {name}", Figure(point.Mean), .. point.Figures.Select(Figure), .. point.Overlap is { } home ? [Units.Number(home)] : Array.Empty<string>()]);

        string Figure(double value) => double.IsNaN(value) ? "-" : Units.Metric(result.Metric, value);
    }

    private static string Last(string knob) => knob[(knob.LastIndexOf('.') + 1)..];
}
