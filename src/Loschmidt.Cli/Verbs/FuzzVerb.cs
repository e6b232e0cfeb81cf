using System.CommandLine;
using Loschmidt.Cli.Terminals;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt fuzz</c>, for developers: random damage done to input files must end in one clear line, never in a crash.</summary>
internal static class FuzzVerb
{
    private const int DefaultCases = 1_000_000;

    public static Command Create(Context context)
    {
        var format = new Argument<string>("format") { Description = "Which reader to feed.", HelpName = "idx|yaml" };
        format.AcceptOnlyFromAmong("idx", "yaml");
        var cases = CommonOptions.Whole("--cases", "N", $"How many files (default {DefaultCases:N0}).", 1);
        var command = new Command("fuzz", "Feed damaged files to a reader.") { format, cases, CommonOptions.Seed };
        command.Hidden = true;
        command.SetAction(parse =>
        {
            var report = context.Services.Fuzz(
                parse.GetRequiredValue(format), parse.GetValue(cases) ?? DefaultCases, parse.GetValue(CommonOptions.Seed) ?? 1,
                context.Cancellation);
            context.Print(parse, report, writer => new Facts()
                .Add("cases", $"{report.Cases} in {Units.Duration(report.Seconds)}")
                .Add("accepted", $"{report.Accepted}")
                .Add("refused", $"{report.Refused} with one clear line")
                .Add("crashed", $"{report.Crashes.Count}")
                .AddAll("", report.Crashes)
                .WriteTo(writer));
            return report.Crashes.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}

/// <summary>What <c>fuzz --json</c> prints.</summary>
/// <param name="Format">idx or yaml.</param>
/// <param name="Cases">Files fed.</param>
/// <param name="Accepted">Those read without complaint.</param>
/// <param name="Refused">Those refused as they should be.</param>
/// <param name="Crashes">Seed, case and exception of the others.</param>
/// <param name="Seconds">Wall-clock time.</param>
internal sealed record FuzzReport(
    string Format, long Cases, long Accepted, long Refused, IReadOnlyList<string> Crashes, double Seconds);
