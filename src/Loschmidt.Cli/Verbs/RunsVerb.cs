using System.CommandLine;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt runs</c>: look after what was trained.</summary>
internal static class RunsVerb
{
    public static Command Create(Context context)
    {
        var rebuild = new Command("rebuild", "Make the index of all runs anew from their folders.");
        rebuild.SetAction(parse =>
        {
            var root = context.Services.RunsFolder(parse.GetValue(CommonOptions.Runs));
            var list = Index(context, root).Rebuild();
            var corrupt = list.Runs.Count(run => run.Status == RunStatus.Corrupt);
            var report = new RebuildReport(Path.Combine(root, RunIndex.FileName), list.Runs.Count, list.Sweeps.Count, corrupt);
            context.Print(parse, report, writer => writer.WriteLine(
                $"{Count(report.Runs, "run")}{(corrupt > 0 ? $", {corrupt} of them corrupt" : "")}: {report.Index}"));
            return ExitCode.Done;
        });

        return new Command("runs", "List, show, compare, report, export, tag and remove runs.")
        {
            RunsListVerb.Create(context), RunsShowVerb.Create(context), RunsCompareVerb.Create(context),
            RunsExportVerb.Create(context), RunsReportVerb.Create(context), RunsTagVerb.Create(context),
            RunsRemoveVerb.Create(context), rebuild,
        };
    }

    /// <summary>A run, as people name it.</summary>
    public static Argument<string> Run() => new("run")
    {
        Description = "A run's name, the beginning of one, its folder, <sweep>/<job>, or 'latest'.",
        HelpName = "RUN",
    };

    /// <summary>Several of them.</summary>
    public static Argument<string[]> Runs() => new("run")
    {
        Description = "Names of runs, their beginnings, folders, <sweep>/<job>, or 'latest'.",
        HelpName = "RUN...",
        Arity = new ArgumentArity(1, 100_000),
    };

    /// <summary>The index, whose troubles are a line on standard error.</summary>
    public static RunIndex Index(Context context, string root) => new(
        root, MachineFactory.Kinds, warning => context.Terminal.Error.WriteLine($"loschmidt: {warning}"));

    public static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";

    /// <summary>A status as people and documents read it.</summary>
    public static string Word(RunStatus status) => status switch
    {
        RunStatus.Running => "running",
        RunStatus.Finished => "finished",
        RunStatus.Interrupted => "interrupted",
        RunStatus.Stopped => "stopped",
        RunStatus.Failed => "failed",
        _ => "corrupt",
    };

    /// <summary>A name of a folder, which may hold any character, on one line.</summary>
    public static string Printable(string name) =>
        string.Concat(name.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
}

/// <summary>What <c>runs rebuild --json</c> prints.</summary>
internal sealed record RebuildReport(string Index, int Runs, int Sweeps, int Corrupt);
