using System.CommandLine;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt runs remove</c>: delete runs, after asking.</summary>
internal static class RunsRemoveVerb
{
    public static Command Create(Context context)
    {
        var runs = RunsVerb.Runs();
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var command = new Command("remove", "Delete runs or sweeps with everything in their folders.") { runs, yes };
        command.SetAction(parse =>
        {
            var root = context.Services.RunsFolder(parse.GetValue(CommonOptions.Runs));
            var removal = RunRemoval.Plan(root, parse.GetRequiredValue(runs));
            var agreed = parse.GetValue(yes) || Ask(context, removal);
            if (agreed)
                removal.Execute();
            context.Print(parse, new RemovalReport(agreed ? removal.Names : []), writer => writer.WriteLine(
                agreed ? $"removed {string.Join(", ", removal.Names.Select(RunsVerb.Printable))}" : "nothing was removed"));
            return ExitCode.Done;
        });
        return command;
    }

    private static bool Ask(Context context, RunRemoval removal)
    {
        if (context.Terminal.Ask is not { } ask)
            throw new UsageException("nobody is there to be asked; --yes removes without asking");
        context.Terminal.Error.WriteLine("This deletes, for good:");
        foreach (var name in removal.Names)
        {
            context.Terminal.Error.WriteLine($"  {RunsVerb.Printable(name)}");
        }

        context.Terminal.Error.Write("Go on? [y/N] ");
        return ask()?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}

/// <summary>What <c>runs remove --json</c> prints.</summary>
internal sealed record RemovalReport(IReadOnlyList<string> Removed);
