using System.Text.RegularExpressions;
using Loschmidt.Cli;
using Loschmidt.Cli.Terminals;
using Loschmidt.EndToEnd.Support;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.EndToEnd;

/// <summary>What the README and the guides show compiles, and what they tell people to type is understood.</summary>
public sealed partial class DocumentTests(Workplace place) : IClassFixture<Workplace>
{
    private static readonly Context Here = new(
        new Terminal { Out = TextWriter.Null, Error = TextWriter.Null }, Wiring.Services, CancellationToken.None);

    [Fact]
    public void Every_program_in_the_documents_runs()
    {
        var library = Path.Combine(Checkout.Root, "src", "Loschmidt", "Loschmidt.csproj");
        var number = 0;
        foreach (var (document, program) in Documents().SelectMany(Programs))
        {
            // Its own directives are written for another folder.
            var lines = program.Split('\n').Where(line => !line.StartsWith("#:", StringComparison.Ordinal));
            var text = $"#:project {library}\n#:property PublishAot=false\n{string.Join('\n', lines)}";
            var file = place.Write($"program{++number}.cs", text);
            var outcome = Launcher.Dotnet("run", "-c", "Release", file);
            outcome.ExitCode.ShouldBe(0, $"{document}, program {number}:\n{outcome.Out}{outcome.Error}\n{text}");

            double[] costs =
            [
                .. from Match match in PrintedCost().Matches(outcome.Out)
                   select double.Parse(match.Groups["cost"].ValueSpan),
            ];
            if (costs.Length > 1)
            {
                costs[^1].ShouldBeLessThan(0.1 * costs[0], $"{document}: a program that prints its cost learns");
            }
        }
    }

    [Fact]
    public void Every_command_in_the_documents_is_understood()
    {
        foreach (var document in Documents().Concat(Pages()))
        {
            foreach (var command in Commands(File.ReadAllText(document)))
            {
                CommandLine.Problem(command, Here).ShouldBeNull($"{document}: ./loschmidt {string.Join(' ', command)}");
                if (command is ["train" or "sweep" or "simulate" or "gradcheck", [not '-', ..] source, ..] && IsName(source))
                {
                    Presets.List().ShouldContain(source, document);
                }
            }
        }
    }

    [Fact]
    public void Every_link_between_the_documents_leads_somewhere()
    {
        foreach (var document in Documents())
        {
            foreach (Match link in RelativeLink().Matches(File.ReadAllText(document)))
            {
                var target = Path.Combine(Path.GetDirectoryName(document)!, link.Groups["target"].Value);
                Path.Exists(target).ShouldBeTrue($"{document} links to {link.Groups["target"].Value}");
            }
        }
    }

    [Fact]
    public void A_command_that_is_not_understood_would_be_found()
    {
        const string Text = "```\n./loschmidt train xor --sett a=b   # a slip\nLOSCHMIDT_DATA=x ./loschmidt train xor\nlos trian xor\n```";
        var commands = Commands(Text).ToArray();
        commands.Length.ShouldBe(3);
        CommandLine.Problem(commands[0], Here).ShouldNotBeNull().ShouldContain("unknown option '--sett'");
        CommandLine.Problem(commands[1], Here).ShouldBeNull();
        CommandLine.Problem(commands[2], Here).ShouldNotBeNull().ShouldContain("unknown verb 'trian'");
    }

    // Neither a placeholder nor a file.
    private static bool IsName(string source) => source[0] != '<' && !source.EndsWith(".yaml", StringComparison.Ordinal);

    private static IEnumerable<string> Documents()
    {
        var readme = Path.Combine(Checkout.Root, "README.md");
        var docs = Path.Combine(Checkout.Root, "docs");
        return [
            .. File.Exists(readme) ? new[] { readme } : [],
            .. Directory.Exists(docs) ? Directory.GetFiles(docs, "*.md", SearchOption.AllDirectories) : [],
        ];
    }

    /// <summary>What packages and archives say about themselves; their programs are tried where packages are.</summary>
    private static IEnumerable<string> Pages() =>
    [
        .. Directory.GetFiles(Path.Combine(Checkout.Root, "src"), "README.md", SearchOption.AllDirectories),
        Path.Combine(Checkout.Root, "test", "Loschmidt.Testing", "README.md"),
        Path.Combine(Checkout.Root, "packaging", "archive.md"),
    ];

    private static IEnumerable<(string Document, string Text)> Programs(string document) =>
        from Match match in CSharpBlock().Matches(File.ReadAllText(document))
        select (document, match.Groups["text"].Value);

    /// <summary>
    /// Words behind <c>./loschmidt</c>, <c>loschmidt</c> or <c>los</c> on lines of their own and between back-ticks, without comment, pipe and
    /// redirection; the placeholder N is a number.
    /// </summary>
    private static IEnumerable<string[]> Commands(string text) =>
        from Match match in CommandAtLine().Matches(text).Concat(CommandInText().Matches(text))
        select Word().Matches(match.Groups["words"].Value).Select(word => word.Value.Trim('"'))
            .TakeWhile(word => word is not ("#" or "|" or ">" or "&&" or "&"))
            .Select(word => word == "N" ? "3" : word).ToArray();

    [GeneratedRegex(@"\]\((?<target>[^)#:\s]+)(#[^)]*)?\)")]
    private static partial Regex RelativeLink();

    [GeneratedRegex(@"^```csharp[^\n]*\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"^(?:[A-Z_]+=\S+ )*(?:\./loschmidt|loschmidt|los) (?<words>.+)$", RegexOptions.Multiline)]
    private static partial Regex CommandAtLine();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Word();

    [GeneratedRegex(@"`\./loschmidt (?<words>[^`]+)`")]
    private static partial Regex CommandInText();

    [GeneratedRegex(@"cost (?<cost>[0-9.]+(e[-+][0-9]+)?)", RegexOptions.ExplicitCapture)]
    private static partial Regex PrintedCost();
}
