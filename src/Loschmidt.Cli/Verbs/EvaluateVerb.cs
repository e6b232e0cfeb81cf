using System.CommandLine;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Composition;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt evaluate</c>: what a finished run is worth.</summary>
internal static class EvaluateVerb
{
    public static Command Create(Context context)
    {
        var run = new Argument<string>("run") { Description = "A run's name or folder.", HelpName = "run" };
        var command = new Command("evaluate", "Measure a trained machine on its data.") { run, CommonOptions.Threads };
        command.SetAction(parse =>
        {
            var request = new EvaluateRequest(
                parse.GetRequiredValue(run), parse.GetValue(CommonOptions.Threads) ?? 0,
                parse.GetValue(CommonOptions.Data), parse.GetValue(CommonOptions.Runs));
            var result = new ProgressView(context.Terminal).Steps(
                "evaluate", progress => context.Services.Evaluate(request, progress, context.Cancellation));
            return TrainVerb.Finish(context, parse, result, "evaluated in");
        });
        return command;
    }
}
