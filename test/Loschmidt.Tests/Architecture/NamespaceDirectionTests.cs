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
        ["Reversal"] = ["Numerics", "PhaseSpace", "Machines", "Terms"],
        ["Costs"] = ["Numerics", "PhaseSpace", "Machines"],
        ["Splitting"] = ["Numerics", "PhaseSpace", "Terms"],
        ["Evolution"] = ["Numerics", "PhaseSpace", "Machines", "Terms", "Splitting"],
        ["Formulas"] = ["Numerics", "PhaseSpace", "Terms"],
        ["Graphs"] = ["Numerics", "PhaseSpace", "Machines", "Terms", "Formulas", "Costs", "Splitting", "Evolution"],
        ["Fields"] = ["Numerics", "PhaseSpace", "Machines", "Reversal", "Terms", "Costs", "Splitting", "Evolution"],
        ["Spins"] = ["Numerics", "Machines"],
        ["Sequences"] = ["Numerics", "Machines"],
        ["Scattering"] = ["Numerics", "Machines", "Costs"],
        ["Relaxation"] = ["Numerics", "Machines", "Costs"],
        ["Baselines"] = ["Numerics", "PhaseSpace", "Machines", "Costs"],
        ["Devices"] = ["Numerics", "Machines", "Learning", "Costs"],
        ["Gradients"] = ["Numerics", "PhaseSpace", "Machines"],
        ["Learning"] = ["Numerics", "Machines"],
        ["Imperfections"] = ["Numerics", "PhaseSpace", "Machines", "Reversal"],
    };

    private static readonly Dictionary<string, string[]> AllowedInExperiments = new(StringComparer.Ordinal)
    {
        ["Schema"] = [],
        ["Files"] = [],
        ["Data"] = ["Schema", "Files"],
        ["Figures"] = ["Files"],
        ["Training"] = ["Schema", "Data"],
        ["Runs"] = ["Schema", "Files", "Figures"],
        ["Reports"] = ["Schema", "Figures", "Training", "Runs"],
        ["Reproduction"] = ["Schema", "Data", "Figures", "Runs", "Reports"],
        ["Fuzzing"] = ["Schema", "Files", "Data"],
        ["Composition"] = ["Schema", "Files", "Data", "Training"],
        ["Telemetry"] = ["Files"],
        ["Execution"] = ["Schema", "Files", "Data", "Figures", "Training", "Runs", "Reports", "Composition", "Telemetry"],
        ["Exports"] = ["Schema", "Files", "Figures", "Runs", "Composition", "Execution"],
        ["Commands"] =
            ["Schema", "Files", "Data", "Figures", "Training", "Runs", "Reports", "Reproduction", "Composition", "Execution", "Exports"],
        ["Exercises"] = ["Schema", "Training", "Reports", "Composition", "Execution", "Commands"],
    };

    public static TheoryData<string> Folders => FoldersOf("Loschmidt");

    public static TheoryData<string> ExperimentFolders => FoldersOf("Loschmidt.Experiments");

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

    [Theory, MemberData(nameof(ExperimentFolders))]
    public void A_folder_of_the_experiments_uses_only_what_lies_below_it(string folder)
    {
        AllowedInExperiments.ShouldContainKey(folder, "a new folder needs its place in the order");
        foreach (var file in Checkout.Sources(Path.Combine("src", "Loschmidt.Experiments", folder)))
        {
            MentionInExperiments().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)
                .Where(other => other != folder && AllowedInExperiments.ContainsKey(other))
                .Except(AllowedInExperiments[folder]).ShouldBeEmpty(file);
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

    [Fact]
    public void Neither_library_nor_experiments_know_the_studio()
    {
        foreach (var file in Checkout.Sources(Path.Combine("src", "Loschmidt")).Concat(Checkout.Sources(Path.Combine("src", "Loschmidt.Experiments"))))
        {
            var text = File.ReadAllText(file);
            text.ShouldNotContain("Loschmidt.Studio", Case.Sensitive, file);
            text.ShouldNotContain("Microsoft.AspNetCore", Case.Sensitive, file);
        }
    }

    [Fact]
    public void The_studio_does_not_know_the_command_line()
    {
        foreach (var file in Checkout.Sources(Path.Combine("src", "Loschmidt.Studio")))
        {
            File.ReadAllText(file).ShouldNotContain("Loschmidt.Cli", Case.Sensitive, file);
        }
    }

    private static TheoryData<string> FoldersOf(string project) => [.. Directory
        .EnumerateDirectories(Path.Combine(Checkout.Root, "src", project))
        .Select(path => Path.GetFileName(path)!)
        .Where(name => name is not ("bin" or "obj" or "buildTransitive"))];

    private static List<string> Violations(string folder, string source) =>
    [
        .. Mention().Matches(source)
            .Select(match => match.Groups[1].Value)
            .Where(other => Allowed.ContainsKey(other) && other != folder && !Allowed[folder].Contains(other, StringComparer.Ordinal))
            .Distinct(StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"\bLoschmidt\.([A-Z][A-Za-z]+)")]
    private static partial Regex Mention();

    [GeneratedRegex(@"\bLoschmidt\.Experiments\.([A-Z][A-Za-z]+)")]
    private static partial Regex MentionInExperiments();
}
