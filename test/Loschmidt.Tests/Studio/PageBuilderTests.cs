using Loschmidt.Studio.Pages;

namespace Loschmidt.Tests.Studio;

/// <summary>Pages are built once per change of their sources, by one process at a time, with stand-ins for Node.js here.</summary>
public sealed class PageBuilderTests : IDisposable
{
    private const string Npm = """
        #!/bin/sh
        echo "$1" >> "$(dirname "$0")/called"
        [ "$1" = ci ] && mkdir -p node_modules && exit 0
        mkdir -p "$5" && echo page > "$5/index.html"
        """;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("loschmidt-pages-");
    private readonly List<string> _said = [];

    public PageBuilderTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "stand-ins are shell scripts");
        var web = Directory.CreateDirectory(Path.Combine(_root.FullName, "src", "Loschmidt.Studio", "web", "src")).Parent!.FullName;
        File.WriteAllText(Path.Combine(web, "package-lock.json"), "{}");
        File.WriteAllText(Path.Combine(web, "src", "main.ts"), "1");
        Directory.CreateDirectory(Tools);
    }

    private string Tools => Path.Combine(_root.FullName, "tools");

    private string Web => Path.Combine(_root.FullName, "src", "Loschmidt.Studio", "web");

    public void Dispose() => _root.Delete(recursive: true);

    // Red when times decide, when packages are fetched at every build, or when what was built of older sources stays.
    [Fact]
    public void They_are_built_when_the_content_of_a_source_changes_and_not_when_its_time_does()
    {
        Put("node", "#!/bin/sh\necho v20.1.0\n");
        Put("npm", Npm);
        var first = Find().Folder.ShouldNotBeNull();
        File.Exists(Path.Combine(first, "index.html")).ShouldBeTrue();
        File.SetLastWriteTimeUtc(Path.Combine(Web, "src", "main.ts"), DateTime.UtcNow.AddHours(1));
        Find().Folder.ShouldBe(first);
        Called().ShouldBe(["ci", "run"]);

        File.WriteAllText(Path.Combine(Web, "src", "main.ts"), "2");
        var second = Find().Folder.ShouldNotBeNull();
        second.ShouldNotBe(first);
        Called().ShouldBe(["ci", "run", "run"]);
        Directory.Exists(first).ShouldBeFalse();

        File.WriteAllText(Path.Combine(Web, "package-lock.json"), "{ }");
        Find();
        Called().ShouldBe(["ci", "run", "run", "ci", "run"]);
    }

    // Red without the lock: both would build.
    [Fact]
    public async Task Of_two_that_start_together_one_builds_and_the_other_waits()
    {
        Put("node", "#!/bin/sh\necho v20.1.0\n");
        Put("npm", Npm.Replace("#!/bin/sh\n", "#!/bin/sh\nsleep 0.3\n", StringComparison.Ordinal));
        var both = await Task.WhenAll(Task.Run(Find), Task.Run(Find), Task.Run(Find));
        both.Select(found => found.Folder).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        Called().ShouldBe(["ci", "run"]);
    }

    [Theory]
    [InlineData(null, null, "Node.js 20 or newer, which is not on the PATH")]
    [InlineData("echo v18.20.4", null, "the one on the PATH is v18.20.4")]
    [InlineData("echo v20.0.0", null, "npm, which comes with Node.js, is not on the PATH")]
    [InlineData("echo v20.0.0", "echo 'npm error code ENOTFOUND' >&2; echo 'npm error network request to somewhere failed' >&2; exit 1", "npm ci failed (network request to somewhere failed)")]
    public void What_is_missing_is_said_in_one_line_and_nothing_is_left_behind(string? node, string? npm, string reason)
    {
        if (node is not null)
            Put("node", "#!/bin/sh\n" + node + "\n");
        if (npm is not null)
            Put("npm", "#!/bin/sh\n" + npm + "\n");
        var found = Find();
        found.Folder.ShouldBeNull();
        found.Reason.ShouldNotBeNull().ShouldContain(reason);
        found.Reason.ShouldNotContain("\n");
        var built = Path.Combine(_root.FullName, "artifacts", "studio");
        (Directory.Exists(built) ? Directory.GetDirectories(built) : []).ShouldBeEmpty();
    }

    private PageFolder Find() => PageBuilder.Find(
        PageSources.Above(Path.Combine(_root.FullName, "artifacts")).ShouldNotBeNull(), new NodeTools($"{Tools}:/usr/bin:/bin", Tools), _said.Add, TestContext.Current.CancellationToken);

    private string[] Called() => File.ReadAllLines(Path.Combine(Tools, "called"));

    private void Put(string name, string script)
    {
        var path = Path.Combine(Tools, name);
        File.WriteAllText(path, script.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
