using System.CommandLine;
using System.Globalization;
using Loschmidt.Cli.Terminals;
using Loschmidt.Devices.Checks;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reports;
using Spectre.Console;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt device check</c>: what a device can be trained with, and what is broken about it.</summary>
internal static class DeviceCheckVerb
{
    public static Command Create(Context context)
    {
        var device = new Argument<string>("device")
        {
            Description = "The command that starts the device, in quotes, or its address (tcp://127.0.0.1:PORT, http://127.0.0.1:PORT/).",
            HelpName = "command|address",
        };
        var steps = CommonOptions.Whole("--steps", "N", "Training steps that the hours of the verdict are for (default 10000).", 1);
        var patience = CommonOptions.Real("--patience", "S", "Seconds that an answer may take beyond what the device says of itself (default 10).", 1e-3, 1e6);
        var command = new Command("check", "Measure a device through its protocol: echo, noise, drift, learning; exit code 1 if it is not fit for training.")
        {
            device, steps, CommonOptions.Seed, patience,
        };
        command.SetAction(parse =>
        {
            var request = new DeviceCheckRequest(
                parse.GetRequiredValue(device), parse.GetValue(steps), parse.GetValue(CommonOptions.Seed), parse.GetValue(patience));
            var report = new ProgressView(context.Terminal).Stages(
                "device check", progress => context.Services.DeviceCheck(request, progress, context.Cancellation));
            context.Cancellation.ThrowIfCancellationRequested(); // also while the device took its leave
            context.Print(parse, report, writer => Describe(report, context.Terminal, writer));
            return report.Verdict.Fit ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static void Describe(DeviceCheckReport report, Terminal terminal, TextWriter writer)
    {
        if (report.Device.Length > 0)
        {
            writer.WriteLine($"{report.Device}: {report.Kind}, {report.Features} inputs, {report.Outputs} outputs, {report.Targets} targets");
        }

        var table = new Table { Border = TableBorder.Simple, ShowRowSeparators = false };
        table.AddColumn("").AddColumn("what").AddColumn("found", column => column.RightAligned().NoWrap()).AddColumn("at most", column => column.RightAligned().NoWrap()).AddColumn("which means");
        foreach (var finding in report.Findings)
        {
            table.AddRow(
                finding.Passed ? "ok" : "no", Markup.Escape(finding.Name), Figure(finding.Value), Figure(finding.Limit), Markup.Escape(finding.Words));
        }

        terminal.Write(table);
        writer.WriteLine(report.Verdict.Words);
        var facts = new Facts().Add("trainable by", report.Verdict.TrainableBy.Count > 0 ? string.Join(", ", report.Verdict.TrainableBy) : "nothing");
        if (report.Verdict is { Epsilon: { } ε, SmallestEpsilon: { } smallest, LargestEpsilon: { } largest })
        {
            facts.Add("epsilon", $"{Units.Short(ε)} (above noise from {Units.Short(smallest)}, linear to {Units.Short(largest)})");
        }

        if (report.Verdict.DecayRate is { } rate && report.Verdict.Fit)
        {
            facts.Add("decay rate", $"{Units.Short(rate)} moved outputs by a few per cent in one step; larger is slower and safer");
        }

        if (double.IsFinite(report.Verdict.EchoSeconds))
        {
            facts.Add("echoes", $"{Units.Number(1 / report.Verdict.EchoSeconds)} a second");
        }

        if (double.IsFinite(report.Verdict.Hours))
        {
            facts.Add("averages", string.Create(CultureInfo.InvariantCulture, $"{report.Verdict.Averages} a step"))
                .Add("time", $"{Units.Duration(3600 * report.Verdict.Hours)} for {report.Verdict.Steps} steps");
        }

        facts.WriteTo(writer);
    }

    private static string Figure(double value) => double.IsNaN(value) ? "" : Units.Short(value);
}
