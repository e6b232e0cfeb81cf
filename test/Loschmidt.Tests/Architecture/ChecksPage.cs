using System.Text.RegularExpressions;

namespace Loschmidt.Tests.Architecture;

/// <summary>A page of numbered checks, and the tests that carry their numbers.</summary>
/// <param name="file">The page, in docs/physics.</param>
/// <param name="prefix">What the numbers of this page begin with.</param>
internal sealed partial class ChecksPage(string file, string prefix)
{
    private static readonly Dictionary<string, string> Sources = Checkout.Sources("test")
        .Select(File.ReadAllText)
        .SelectMany(text => Class().Matches(text).Select(match => (Name: match.Groups["name"].Value, Text: text)))
        .GroupBy(file => file.Name, file => file.Text, StringComparer.Ordinal)
        .ToDictionary(files => files.Key, files => string.Join('\n', files), StringComparer.Ordinal);

    private readonly string _text = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "physics", file));

    /// <summary>Numbers of the rows, in their order.</summary>
    public string[] Numbers =>
        [.. _text.Split('\n').Select(Number).OfType<string>()];

    /// <summary>Numbers of this page that tests carry.</summary>
    public string[] Carried =>
    [
        .. Sources.SelectMany(source => Methods(source.Key, source.Value))
            .SelectMany(method => method.Numbers)
            .Where(number => Regex.IsMatch(number, $@"^{prefix}\d"))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Tests that the page names and that do not exist.</summary>
    public string[] Missing => [.. Named(_text).Where(name => !Exists(name))];

    /// <summary>Tests that the row of a number names.</summary>
    public string[] Named(string number, out int rows)
    {
        var found = _text.Split('\n').Where(line => Number(line) == number).ToArray();
        rows = found.Length;
        return Named(string.Join('\n', found));
    }

    /// <summary>Tests that carry a number.</summary>
    public static string[] Carriers(string number) =>
        [.. Sources.SelectMany(source => Carriers(source.Key, source.Value, number))];

    /// <summary>Tests of a source that carry a number.</summary>
    public static IEnumerable<string> Carriers(string type, string text, string number) =>
        Methods(type, text).Where(method => method.Numbers.Contains(number)).Select(method => method.Name);

    /// <summary>Whether there is such a test.</summary>
    public static bool Exists(string name) =>
        name.Split('.') is [var type, var method]
        && Sources.TryGetValue(type, out var text)
        && Regex.IsMatch(text, $@"\bpublic (async )?(void|Task) {method}\(");

    private static IEnumerable<(string Name, string[] Numbers)> Methods(string type, string text) =>
        Method().Matches(text).Select(match => (
            $"{type}.{match.Groups["name"].Value}",
            Trait().Matches(match.Groups["attributes"].Value).Select(trait => trait.Groups["check"].Value).ToArray()));

    private string? Number(string line) =>
        Row().Match(line) is { Success: true } match && Regex.IsMatch(match.Groups["check"].Value, $@"^{prefix}\d")
            ? match.Groups["check"].Value
            : null;

    private static string[] Named(string text) =>
        [.. Name().Matches(text).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"^\| (?<check>[A-Z]?\d+) \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>\w+Tests\.\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"^public (?:sealed |partial |unsafe )*class (?<name>\w+Tests)\b", RegexOptions.Multiline)]
    private static partial Regex Class();

    [GeneratedRegex(@"\bTrait\(""check"", ""(?<check>[A-Z]?\d+)""\)")]
    private static partial Regex Trait();

    // A run of attributes, some of them with the number of a check, and the method they belong to.
    [GeneratedRegex(
        @"(?<attributes>(?:^[ \t]*\[.*\][ \t]*\n)+)^[ \t]*public (?:async )?(?:void|Task) (?<name>\w+)\(",
        RegexOptions.Multiline)]
    private static partial Regex Method();
}
