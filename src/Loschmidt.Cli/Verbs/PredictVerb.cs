using System.CommandLine;
using Loschmidt.Experiments.Reports;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Commands;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt predict</c>: what a trained machine says of new samples.</summary>
internal static class PredictVerb
{
    public static Command Create(Context context)
    {
        var run = new Argument<string>("run")
        {
            Description = "A run's name, the beginning of one, its folder, <sweep>/<job>, or 'latest'.",
            HelpName = "run",
        };
        var file = new Argument<string>("file")
        {
            Description =
                "New samples: IDX images, a NumPy array, a table (one sample a line), or series; .gz is read too; - is standard input.",
            HelpName = "file",
        };
        var output = new Option<string?>("--output")
        {
            Description = "File to write, whole or not at all (default: standard output).",
            HelpName = "FILE",
        };
        var format = new Option<string?>("--format") { Description = "csv (default) or json.", HelpName = "csv|json" };
        format.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value is not ("csv" or "json"))
                result.AddError($"--format accepts csv or json, not '{token.Value}'");
        });
        var every = CommonOptions.Whole("--every", "K", "Of one series read step by step: answer after every K steps.", 1);
        var forecast = CommonOptions.Whole("--forecast", "N", "Go on with a series for N steps beyond its end.", 1);
        var window = CommonOptions.Whole(
            "--window", "W", "Of one series: answer from the last W/2 to W steps (default: the training's window of a forecast, else all).", 2);
        var command = new Command("predict", "Let a trained machine answer new samples.")
        {
            run, file, output, format, every, forecast, window, CommonOptions.Checkpoint, CommonOptions.Header, CommonOptions.Missing, CommonOptions.Threads,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(every) is { Implicit: false } && result.GetResult(forecast) is { Implicit: false })
                result.AddError("--every and --forecast exclude each other; a forecast writes every step");
            if (result.GetValue(CommonOptions.Json) && result.GetValue(format) == "csv"
                && result.GetValue(output) is null)
                result.AddError("--json and --format csv exclude each other; write the table to a file by --output");
        });
        command.SetAction(parse =>
        {
            var path = parse.GetValue(output);
            var json = parse.GetValue(CommonOptions.Json);
            var request = new PredictRequest(
                parse.GetRequiredValue(run), parse.GetRequiredValue(file), parse.GetValue(CommonOptions.Threads) ?? 0,
                parse.GetValue(CommonOptions.Runs))
            {
                Output = path,
                Json = parse.GetValue(format) is { } named ? named == "json" : json && path is null,
                Checkpoint = parse.GetValue(CommonOptions.Checkpoint),
                Header = CommonOptions.HasHeader(parse),
                Missing = CommonOptions.OfMissing(parse),
                Every = parse.GetValue(every),
                Forecast = parse.GetValue(forecast),
                Window = parse.GetValue(window),
            };
            if (Answer(context, request) is not { } result)
            {
                return ExitCode.Done; // who has heard enough is not told that more could have been said
            }

            if (path is null)
            {
                Describe(result, context.Terminal.Error); // the answers alone are on standard output
                return ExitCode.Done;
            }

            context.Print(parse, result, writer => Describe(result, writer));
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Answers; null where the reader of a pipe has gone before the end.</summary>
    private static PredictResult? Answer(Context context, PredictRequest request)
    {
        var pipe = context.Terminal.OpenPipe?.Invoke();
        try
        {
            return new ProgressView(context.Terminal).Stages(
                "predict",
                progress =>
                {
                    try
                    {
                        return context.Services.Predict(request, pipe ?? context.Terminal.Out, progress, context.Cancellation);
                    }
                    finally
                    {
                        pipe?.Flush(); // also what came before a line at fault
                    }
                });
        }
        catch (IOException fault) when (pipe is not null && OutputPipe.IsBroken(fault))
        {
            return null;
        }
    }

    private static void Describe(PredictResult result, TextWriter writer)
    {
        var facts = new Facts()
            .Add(
                "samples",
                $"{result.Samples} in {Units.Duration(result.Seconds)}, by {result.Run} after {result.Steps} steps")
            .Add("peak memory", Units.Bytes(result.PeakBytes));
        (result.Output is { } path ? facts.Add("output", path) : facts).WriteTo(writer);
    }
}
