using System.Text.RegularExpressions;

namespace Loschmidt.Tests.Architecture;

/// <summary>Folders are namespaces and dependencies point downwards: what a folder may use is listed here, and nothing else.</summary>
public sealed partial class NamespaceDirectionTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Numerics"] = [],
        ["PhaseSpace"] = ["Numerics"],
        ["Machines"] = ["Numerics", "PhaseSpace"],
        ["Terms"] = ["Numerics", "PhaseSpace", "Machines"],
        ["Costs"] = ["Numerics", "PhaseSpace", "Machines"],
        ["Splitting"] = ["Numerics", "PhaseSpace", "Terms"],
        ["Evolution"] = ["Numerics", "PhaseSpace", "Machines", "Terms", "Splitting"],
        ["Graphs"] = ["Numerics", "PhaseSpace", "Machines", "Terms", "Costs", "Splitting", "Evolution"],
        ["Fields"] = ["Numerics", "PhaseSpace", "Machines", "Terms", "Costs", "Splitting", "Evolution"],
        ["Gradients"] = ["Numerics", "Machines"],
        ["Learning"] = ["Numerics", "Machines"],
    };

    public static TheoryData<string> Folders => [.. Directory
        .EnumerateDirectories(Path.Combine(Checkout.Root, "src", "Loschmidt"))
        .Select(path => Path.GetFileName(path)!)
        .Where(name => name is not ("bin" or "obj"))];

    [Theory, MemberData(nameof(Folders))]
    public void A_folder_of_the_library_uses_only_what_lies_below_it(string folder)
    {
        Allowed.ShouldContainKey(folder, "a new folder needs its place in the order");
        foreach (var file in Checkout.Sources(Path.Combine("src", "Loschmidt", folder)))
        {
            Violations(folder, File.ReadAllText(file)).ShouldBeEmpty(file);
        }
    }

    [Fact]
    public void A_using_that_points_upwards_is_noticed() =>
        Violations("Numerics", "using Loschmidt.Machines;").ShouldBe(["Machines"]);

    [Fact]
    public void A_file_declares_the_namespace_of_its_folder()
    {
        var source = Path.Combine(Checkout.Root, "src");
        foreach (var file in Checkout.Sources("src").Where(file => !file.EndsWith("Program.cs", StringComparison.Ordinal)))
        {
            var expected = Path.GetDirectoryName(Path.GetRelativePath(source, file))!.Replace(Path.DirectorySeparatorChar, '.');
            File.ReadAllText(file).ShouldContain($"namespace {expected};", Case.Sensitive, file);
        }
    }

    [Theory]
    [InlineData("Schema")]
    [InlineData("Data")]
    [InlineData("Training")]
    [InlineData("Runs")]
    [InlineData("Files")]
    [InlineData("Figures")]
    [InlineData("Reports")]
    [InlineData("Reproduction")]
    public void Only_the_command_line_knows_the_composition_root(string folder)
    {
        foreach (var file in Checkout.Sources(Path.Combine("src", "Loschmidt.Experiments", folder)))
        {
            File.ReadAllText(file).ShouldNotContain("Loschmidt.Experiments.Composition", Case.Sensitive, file);
        }
    }

    [Fact]
    public void Experiments_do_not_know_the_command_line()
    {
        foreach (var file in Checkout.Sources(Path.Combine("src", "Loschmidt.Experiments")))
        {
            File.ReadAllText(file).ShouldNotContain("Loschmidt.Cli");
        }
    }

    private static List<string> Violations(string folder, string source) =>
    [
        .. Mention().Matches(source)
            .Select(match => match.Groups[1].Value)
            .Where(other => Allowed.ContainsKey(other) && other != folder && !Allowed[folder].Contains(other, StringComparer.Ordinal))
            .Distinct(StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"\bLoschmidt\.([A-Z][A-Za-z]+)")]
    private static partial Regex Mention();
}
