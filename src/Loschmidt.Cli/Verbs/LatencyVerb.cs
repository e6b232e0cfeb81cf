using System.CommandLine;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Schema;
using Spectre.Console;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt latency</c>: time and energy of a machine on a platform, every assumption beside every number.</summary>
internal static class LatencyVerb
{
    public static Command Create(Context context)
    {
        var source = CommonOptions.Source();
        var platform = new Option<string>("--platform")
        {
            Description = $"A platform's name ({string.Join(", ", PlatformFile.List())}) or the path of its file.",
            HelpName = "name|FILE",
            DefaultValueFactory = static _ => LatencyCommand.DefaultPlatform,
        };
        var ports = CommonOptions.Whole("--ports", "N", "Modes side by side in a layer (default: counted, where they can be).", 1);
        var layers = CommonOptions.Whole("--layers", "L", "Layers on the way out (default: counted, where they can be).", 1);
        var command = new Command("latency", "Estimate time and energy of a machine on a platform.")
        {
            source, CommonOptions.Quick, CommonOptions.Set, platform, ports, layers,
        };
        command.SetAction(parse =>
        {
            var report = LatencyCommand.Run(new LatencyRequest(
                parse.GetRequiredValue(source), parse.GetValue(CommonOptions.Quick), parse.GetRequiredValue(CommonOptions.Set),
                parse.GetRequiredValue(platform), parse.GetValue(ports), parse.GetValue(layers)));
            context.Print(parse, report, writer => Describe(report, context.Terminal, writer));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Describe(LatencyReport report, Terminal terminal, TextWriter writer)
    {
        writer.WriteLine(
            $"{report.Experiment} on {report.Platform}: {report.Size.Layers} layer{(report.Size.Layers == 1 ? "" : "s")} "
            + $"of {report.Size.Ports} port{(report.Size.Ports == 1 ? "" : "s")}");
        var figures = new Table { Border = TableBorder.Simple, ShowRowSeparators = false };
        figures.AddColumn("what").AddColumn("value", column => column.RightAligned().NoWrap()).AddColumn("from");
        foreach (var figure in report.Figures)
        {
            figures.AddRow(Markup.Escape(figure.Name), $"{Units.Number(figure.Value)} {figure.Unit}", Markup.Escape(figure.From));
        }

        terminal.Write(figures);
        var assumptions = new Table { Border = TableBorder.Simple, ShowRowSeparators = false };
        assumptions.AddColumn("assumption").AddColumn("value", column => column.RightAligned().NoWrap()).AddColumn("source");
        foreach (var one in report.Assumptions)
        {
            assumptions.AddRow(Markup.Escape(one.Key), $"{Units.Number(one.Value)} {one.Unit}".TrimEnd(), Markup.Escape(one.Source));
        }

        terminal.Write(assumptions);
        foreach (var note in report.Notes)
        {
            writer.WriteLine(note);
        }
    }
}
