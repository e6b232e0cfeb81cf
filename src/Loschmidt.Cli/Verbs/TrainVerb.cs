using System.CommandLine;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt train</c>: from an experiment to a run folder.</summary>
internal static class TrainVerb
{
    public static Command Create(Context context)
    {
        var source = CommonOptions.Source();
        source.Arity = ArgumentArity.ZeroOrOne;
        var resume = new Option<string?>("--resume")
        {
            Description = "Go on with this run (its name, a unique beginning, or its folder) instead of starting one.",
            HelpName = "RUN",
        };
        var command = new Command("train", "Train a machine and write a run folder with its metrics and pictures.")
        {
            source, CommonOptions.Quick, CommonOptions.Set, CommonOptions.Seed, CommonOptions.Seeds, CommonOptions.Steps,
            CommonOptions.Epochs, CommonOptions.Estimator, CommonOptions.Precision, CommonOptions.Threads, CommonOptions.Png, resume,
        };
        ResumeRules.Add(command, source, resume);
        command.SetAction(parse =>
        {
            if (parse.GetValue(resume) is { } run)
            {
                var again = new ResumeRequest(
                    run, parse.GetValue(CommonOptions.Threads) ?? 0, parse.GetValue(CommonOptions.Data),
                    parse.GetValue(CommonOptions.Runs), parse.GetValue(CommonOptions.Png));
                return Finish(context, parse, new ProgressView(context.Terminal).Steps(
                    run, progress => context.Services.Resume(again, progress, context.Cancellation)));
            }

            if (parse.GetValue(CommonOptions.Seeds) is not null)
            {
                return SweepVerb.Run(context, parse, parse.GetValue(source), resume: null);
            }

            var request = new TrainRequest(
                parse.GetRequiredValue(source)!, parse.GetValue(CommonOptions.Quick), parse.GetRequiredValue(CommonOptions.Set),
                parse.GetValue(CommonOptions.Seed), parse.GetValue(CommonOptions.Steps), parse.GetValue(CommonOptions.Epochs), parse.GetValue(CommonOptions.Estimator),
                parse.GetValue(CommonOptions.Precision), parse.GetValue(CommonOptions.Threads) ?? 0,
                parse.GetValue(CommonOptions.Data), parse.GetValue(CommonOptions.Runs), parse.GetValue(CommonOptions.Png));
            var result = new ProgressView(context.Terminal).Steps(
                request.Source, progress => context.Services.Train(request, progress, context.Cancellation));
            return Finish(context, parse, result);
        });
        return command;
    }

    /// <summary>Prints what a training or an evaluation ended with.</summary>
    public static int Finish(Context context, ParseResult parse, TrainResult result, string took = "in")
    {
        context.Print(parse, result, writer => Describe(result, took, writer));
        if (!result.Interrupted)
        {
            return ExitCode.Done;
        }

        context.Terminal.Error.WriteLine($"loschmidt: interrupted after step {result.Steps}, saved in {result.Folder}; to go on: loschmidt train --resume {result.Run}{ResumeRules.Place(parse)}");
        return ExitCode.Interrupted;
    }

    private static void Describe(TrainResult result, string took, TextWriter writer)
    {
        writer.WriteLine($"{result.Preset}, seed {result.Seed}, {result.Estimator}");
        var facts = new Facts().Add("steps", $"{result.Steps} {took} {Units.Duration(result.Seconds)}");
        foreach (var (name, value) in result.Metrics)
        {
            facts.Add(Units.Words(name), Units.Measured(name, value));
        }

        if (result.PredictedBytes is { } predicted)
        {
            facts.Add("predicted memory", $"{Units.Bytes(predicted)} a training step");
        }

        facts.Add("peak memory", Units.Bytes(result.PeakBytes)).Add("run", result.Folder);
        if (File.Exists(Path.Combine(result.Folder, RunFolder.ReportFileName)))
        {
            facts.Add("report", Path.Combine(result.Folder, RunFolder.ReportFileName));
        }

        facts.AddAll("pictures", result.Figures).WriteTo(writer);
    }
}
