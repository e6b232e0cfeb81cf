using System.CommandLine;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt runs tag</c>: words that people stick to a run.</summary>
internal static class RunsTagVerb
{
    public static Command Create(Context context)
    {
        var run = RunsVerb.Run();
        var add = new Argument<string[]>("tag")
        {
            Description = $"Tags that it has from now on: 1 to {RunTags.LongestTag} letters, digits, dots, hyphens and underscores.",
            HelpName = "TAG...",
            Arity = new ArgumentArity(0, RunTags.MostTags),
        };
        var remove = new Option<string[]>("--remove")
        {
            Description = "A tag to take off; may be repeated.", HelpName = "TAG", DefaultValueFactory = static _ => [],
        };
        var command = new Command("tag", "Stick tags to a run or a sweep, take them off, or show those it has.") { run, add, remove };
        command.SetAction(parse =>
        {
            var (name, folder) = Find(parse.GetRequiredValue(run), context.Services.RunsFolder(parse.GetValue(CommonOptions.Runs)));
            var (added, removed) = (parse.GetValue(add) ?? [], parse.GetValue(remove) ?? []);
            var tags = added.Length + removed.Length > 0 ? RunTags.Change(folder, added, removed) : RunTags.Read(folder);
            context.Print(parse, new TagsReport(name, tags), writer =>
                writer.WriteLine($"{RunsVerb.Printable(name)}: {(tags.Count > 0 ? string.Join(", ", tags) : "no tags")}"));
            return ExitCode.Done;
        });
        return command;
    }

    private static (string Name, string Folder) Find(string name, string root)
    {
        try
        {
            var run = RunFolder.Open(name, root);
            return (run.Address, run.FullPath);
        }
        catch (RunException)
        {
            // Perhaps a sweep; if it is neither, what was said of the run says more.
            try
            {
                var sweep = SweepFolder.Open(name, root);
                return (sweep.Name, sweep.FullPath);
            }
            catch (RunException)
            {
            }

            throw;
        }
    }
}

/// <summary>What <c>runs tag --json</c> prints: the tags that the run has then.</summary>
internal sealed record TagsReport(string Run, IReadOnlyList<string> Tags);
