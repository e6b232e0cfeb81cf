using System.CommandLine;
using System.Text;
using Loschmidt.Cli;
using Loschmidt.Cli.Terminals;

namespace Loschmidt.Site;

/// <summary>Every verb of the command line with its arguments and options, as <c>--help</c> tells them.</summary>
internal static class CommandsPage
{
    /// <summary>Where it lies.</summary>
    public const string Target = "reference/commands.html";

    /// <summary>Asks the command line what it understands.</summary>
    public static SitePage Make()
    {
        var here = new Context(new Terminal { Out = TextWriter.Null, Error = TextWriter.Null }, Wiring.Services, CancellationToken.None);
        var root = CommandLine.Root(here);
        var headings = new List<SiteHeading> { new(1, "Commands", "top") };
        var body = new StringBuilder(Html.Heading(headings[0]));
        body.Append("<p>What <code>loschmidt</code> understands. Exit codes: 0 done, 1 failed while running, 2 bad usage or input, 130 interrupted.</p>\n");
        body.Append(Options("Options of every verb", root.Options.Where(option => option.Recursive || option.Name == "--version")));
        foreach (var verb in root.Subcommands.Where(verb => !verb.Hidden))
            Verb(verb, verb.Name, 2, headings, body);
        return new SitePage("reference/commands", Target, "Commands", body.ToString(), headings);
    }

    private static void Verb(Command verb, string path, int level, List<SiteHeading> headings, StringBuilder body)
    {
        var heading = new SiteHeading(level, path, Html.Anchor(path));
        headings.Add(heading);
        body.Append(Html.Heading(heading));
        var words = string.Concat(verb.Arguments.Select(argument =>
            argument.Arity.MinimumNumberOfValues > 0 ? $" <{NameOf(argument)}>" : $" [<{NameOf(argument)}>]"));
        body.Append($"<p><code>loschmidt {Html.Text(path + words)}</code></p>\n<p>{Html.Text(verb.Description ?? "")}</p>\n");
        if (verb.Arguments.Count > 0)
        {
            body.Append(Html.Table($"Arguments of {path}", ["argument", "meaning"], verb.Arguments.Select(argument =>
                new[] { $"<code>&lt;{Html.Text(NameOf(argument))}&gt;</code>", Html.Text(argument.Description ?? "") })));
        }

        body.Append(Options($"Options of {path}", verb.Options));
        foreach (var part in verb.Subcommands.Where(part => !part.Hidden))
            Verb(part, $"{path} {part.Name}", Math.Min(level + 1, 6), headings, body);
    }

    private static string Options(string caption, IEnumerable<Option> options)
    {
        var rows = options.Where(option => !option.Hidden).Select(option => new[]
        {
            $"<code>{Html.Text(option.Name + (option.HelpName is { } value ? $" {value}" : ""))}</code>", Html.Text(option.Description ?? ""),
        }).ToArray();
        return rows.Length > 0 ? Html.Table(caption, ["option", "meaning"], rows) : "";
    }

    private static string NameOf(Argument argument) => argument.HelpName ?? argument.Name;
}
