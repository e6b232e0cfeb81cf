using System.CommandLine;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reports;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt runs report</c>: one page for people about a run or a sweep.</summary>
internal static class RunsReportVerb
{
    public static Command Create(Context context)
    {
        var run = new Argument<string>("run")
        {
            Description = "A run or a sweep: its name, the beginning of one, its folder, <sweep>/<job>, or 'latest'.",
            HelpName = "RUN",
        };
        var output = new Option<string?>("--output")
        {
            Description = "Write the page there (else report.html in the run's folder).", HelpName = "FILE",
        };
        var command = new Command("report", "Write one page about a run or a sweep, readable offline and on paper.")
        {
            run, output, CommonOptions.Threads,
        };
        command.SetAction(parse =>
        {
            var result = ReportCommand.Run(new ReportRequest(
                parse.GetRequiredValue(run), parse.GetValue(output), parse.GetValue(CommonOptions.Threads) ?? 0,
                parse.GetValue(CommonOptions.Data), context.Services.RunsFolder(parse.GetValue(CommonOptions.Runs))));
            context.Print(parse, result, writer => writer.WriteLine($"{result.File} ({Units.Bytes(result.Bytes)})"));
            return ExitCode.Done;
        });
        return command;
    }
}
