using System.CommandLine;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reports;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt reproduce</c>: figures and tables of the papers, computed anew.</summary>
internal static class ReproduceVerb
{
    private const string ListWord = "list";

    public static Command Create(Context context)
    {
        var name = new Argument<string>("figure")
        {
            Description = "A figure's name, all, or list to see the names.",
            HelpName = "figure|all|list",
        };
        var output = new Option<string?>("--output")
        {
            Description = $"Folder for tables and pictures (default: {ReproduceCommand.DefaultOutput}).",
            HelpName = "DIR",
        };
        var quick = new Option<bool>("--quick") { Description = "Smaller versions: minutes for all of them." };
        var again = new Option<bool>("--again") { Description = "Compute anew what is there already." };
        var gallery = new Option<string?>("--gallery")
        {
            Description = "Folder of the documentation's pictures, such as docs/gallery: those that these figures make are brought up to date.",
            HelpName = "DIR",
        };
        var command = new Command("reproduce", "Compute the papers' figures anew, the published value beside ours.")
        {
            name, quick, output, again, gallery, CommonOptions.Threads,
        };
        command.SetAction(parse =>
        {
            if (parse.GetRequiredValue(name) == ListWord)
            {
                var list = new FigureList(ReproduceCommand.List());
                context.Print(parse, list, writer => Describe(list, writer));
                return ExitCode.Done;
            }

            var request = new ReproduceRequest(
                parse.GetRequiredValue(name), parse.GetValue(quick), parse.GetValue(output), parse.GetValue(again),
                parse.GetValue(CommonOptions.Threads) ?? 0, parse.GetValue(CommonOptions.Data), parse.GetValue(gallery));
            var result = new ProgressView(context.Terminal).Stages(
                "reproduce", progress => context.Services.Reproduce(request, progress, context.Cancellation));
            context.Print(parse, result, writer => Describe(result, writer));
            return Judge(result, context.Terminal.Error);
        });
        return command;
    }

    private static int Judge(ReproduceResult result, TextWriter error)
    {
        foreach (var refused in result.Refused)
        {
            error.WriteLine($"loschmidt: {refused.Name}: {refused.Reason}");
        }

        if (!result.Interrupted)
            return result.Refused.Count == 0 ? ExitCode.Done : ExitCode.BadInput;
        error.WriteLine(
            $"loschmidt: interrupted; what is finished is kept in {result.Folder}, and the same command goes on");
        return ExitCode.Interrupted;
    }

    private static void Describe(FigureList list, TextWriter writer)
    {
        var width = list.Figures.Max(figure => figure.Name.Length);
        foreach (var figure in list.Figures)
        {
            var needs = figure.Needs is { } files ? $" (needs {files})" : "";
            writer.WriteLine($"{figure.Name.PadRight(width)}  {figure.Title}{needs}");
        }
    }

    private static void Describe(ReproduceResult result, TextWriter writer)
    {
        foreach (var figure in result.Done)
        {
            var took = figure.Kept ? "there already" : Units.Duration(figure.Seconds);
            writer.WriteLine($"{figure.Name}: {figure.Title} ({took})");
            foreach (var one in figure.Comparisons)
            {
                writer.WriteLine($"  {one.Quantity}");
                writer.WriteLine($"    published or expected  {one.Published}");
                writer.WriteLine($"    ours                   {one.Ours}");
                writer.WriteLine($"    deviation or remark    {one.Deviation}");
            }
        }

        var facts = new Facts().Add("results", Path.Combine(result.Folder, "index.html"));
        (result.Pictures.Count > 0 ? facts.Add("pictures", string.Join(", ", result.Pictures)) : facts).WriteTo(writer);
    }
}

/// <summary>What <c>reproduce list --json</c> prints.</summary>
internal sealed record FigureList(IReadOnlyList<FigureEntry> Figures);
