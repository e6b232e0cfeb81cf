using System.Text.Json;
using System.Text.RegularExpressions;
using Loschmidt.Tests.Architecture;

namespace Loschmidt.Tests.Studio;

/// <summary>What the pages are built with is exactly what somebody looked at: versions, contents, licences.</summary>
public sealed partial class PageDependencyTests
{
    private static readonly string[] Licences = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0"];

    private static string Web { get; } = Path.Combine(Checkout.Root, "src", "Loschmidt.Studio", "web");

    // Red with a caret, a tilde, a tag or an address in place of a version.
    [Fact]
    public void Every_version_that_is_asked_for_is_exact()
    {
        using var declared = JsonDocument.Parse(File.ReadAllText(Path.Combine(Web, "package.json")));
        var kinds = declared.RootElement.EnumerateObject().Where(p => p.Name.EndsWith("ependencies", StringComparison.Ordinal)).ToArray();
        kinds.ShouldNotBeEmpty();
        foreach (var package in kinds.SelectMany(kind => kind.Value.EnumerateObject()))
            package.Value.GetString()!.ShouldMatch(@"^\d+\.\d+\.\d+$", package.Name);
    }

    // Red when a package comes without a hash, from an address, or with a program that runs at its installation.
    [Fact]
    public void Every_package_of_the_lock_file_has_a_hash_and_no_address_and_runs_nothing()
    {
        var packages = Locked();
        packages.Count.ShouldBeGreaterThan(30);
        foreach (var (name, entry) in packages)
        {
            entry.GetProperty("integrity").GetString()!.ShouldStartWith("sha512-", Case.Sensitive, name);
            entry.TryGetProperty("resolved", out _).ShouldBeFalse(name);
            entry.TryGetProperty("link", out _).ShouldBeFalse(name);
            entry.TryGetProperty("hasInstallScript", out _).ShouldBeFalse(name);
            Licences.ShouldContain(entry.GetProperty("license").GetString(), name);
        }

        File.ReadAllText(Path.Combine(Web, "package-lock.json")).ShouldNotContain("\"resolved\"");
    }

    // Red when the lock file changes and nobody has looked at what changed.
    [Fact]
    public void The_list_that_was_looked_at_is_the_lock_file_s()
    {
        var listed = Row().Matches(File.ReadAllText(Path.Combine(Web, "dependencies.md"))).Select(match => match.Groups["row"].Value);
        var locked = Locked().Select(pair => $"{pair.Name} | {pair.Entry.GetProperty("version").GetString()} | {pair.Entry.GetProperty("license").GetString()}");
        listed.Order(StringComparer.Ordinal).ShouldBe(locked.Order(StringComparer.Ordinal), "look at the difference, then run: npm run dependencies");
    }

    private static List<(string Name, JsonElement Entry)> Locked()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Web, "package-lock.json")));
        const string Folder = "node_modules/";
        return [.. file.RootElement.Clone().GetProperty("packages").EnumerateObject().Where(p => p.Name.Length > 0)
            .Select(p => (p.Name[(p.Name.LastIndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..], p.Value))];
    }

    [GeneratedRegex(@"^\| (?!package )(?<row>[^|\s]+ \| \d[^|\s]* \| [^|\s]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
