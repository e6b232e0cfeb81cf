using System.Text.RegularExpressions;

namespace Loschmidt.Tests.Architecture;

/// <summary>docs/physics/checks.md lists the acceptance checks: page and tests name each other.</summary>
public sealed partial class ChecksPageTests
{
    private const int Checks = 20;

    private static readonly string Page = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "physics", "checks.md"));

    private static readonly Dictionary<string, string> Sources = Checkout.Sources("test")
        .Select(File.ReadAllText)
        .SelectMany(text => Class().Matches(text).Select(match => (Name: match.Groups["name"].Value, Text: text)))
        .GroupBy(file => file.Name, file => file.Text, StringComparer.Ordinal)
        .ToDictionary(files => files.Key, files => string.Join('\n', files), StringComparer.Ordinal);

    public static TheoryData<int> Numbers => [.. Enumerable.Range(1, Checks)];

    [Theory, MemberData(nameof(Numbers))]
    public void A_check_has_its_row_and_the_row_names_every_test_that_carries_its_number(int number)
    {
        var row = Page.Split('\n').Where(line => Number(line) == number).ShouldHaveSingleItem();
        var carried = Sources.SelectMany(file => Carriers(file.Key, file.Value, number)).ToArray();
        carried.ShouldNotBeEmpty("no test carries the number");
        Named(row).Order(StringComparer.Ordinal).ShouldBe(carried.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_test_that_the_page_names_exists() =>
        Named(Page).Where(name => !Exists(name)).ShouldBeEmpty();

    [Fact]
    public void A_number_beyond_the_last_check_is_carried_by_no_test() =>
        Sources.SelectMany(file => Trait().Matches(file.Value))
            .Select(match => int.Parse(match.Groups["check"].Value))
            .ShouldAllBe(number => number >= 1 && number <= Checks);

    [Fact]
    public void A_test_that_does_not_exist_and_one_without_its_number_are_noticed()
    {
        Exists("ChecksPageTests.A_test_that_does_not_exist_and_one_without_its_number_are_noticed").ShouldBeTrue();
        Exists("ChecksPageTests.A_test_that_was_renamed").ShouldBeFalse();
        Exists("NoSuchTests.Every_test_that_the_page_names_exists").ShouldBeFalse();
        static string Mark(int number) => $"    [Trait(\"check\", \"{number}\")]\n";
        var source = $"    [Fact]\n{Mark(7)}{Mark(8)}    public void Both()\n    [Fact]\n    public void None()\n";
        Carriers("Some", source, 7).ShouldBe(["Some.Both"]);
        Carriers("Some", source, 8).ShouldBe(["Some.Both"]);
        Carriers("Some", source, 9).ShouldBeEmpty();
    }

    private static int Number(string line) =>
        Row().Match(line) is { Success: true } match ? int.Parse(match.Groups["check"].Value) : 0;

    private static string[] Named(string text) =>
        [.. Name().Matches(text).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

    private static bool Exists(string name) =>
        name.Split('.') is [var type, var method]
        && Sources.TryGetValue(type, out var text)
        && Regex.IsMatch(text, $@"\bpublic (async )?(void|Task) {method}\(");

    private static IEnumerable<string> Carriers(string type, string text, int number) =>
        Method().Matches(text)
            .Where(match => match.Groups["check"].Captures.Any(check => check.Value == $"{number}"))
            .Select(match => $"{type}.{match.Groups["name"].Value}");

    [GeneratedRegex(@"^\| (?<check>\d+) \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>\w+Tests\.\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"^public (?:sealed |partial )*class (?<name>\w+Tests)\b", RegexOptions.Multiline)]
    private static partial Regex Class();

    [GeneratedRegex(@"^    \[Trait\(""check"", ""(?<check>\d+)""\)\]", RegexOptions.Multiline)]
    private static partial Regex Trait();

    // A run of attributes, some of them with the number of a check, and the method they belong to.
    [GeneratedRegex(
        @"(?:^\s*\[(?:Trait\(""check"", ""(?<check>\d+)""\)|.*)\]\s*)+"
            + @"^\s*public (?:async )?(?:void|Task) (?<name>\w+)\(",
        RegexOptions.Multiline)]
    private static partial Regex Method();
}
