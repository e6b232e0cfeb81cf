using Loschmidt.EndToEnd.Support;

namespace Loschmidt.EndToEnd;

/// <summary><c>loschmidt studio --offline DIR</c>: what is carried into a lecture on a stick.</summary>
public sealed class OfflinePagesTests(Workplace place) : IClassFixture<Workplace>
{
    // What a mail takes, with room to spare; most of it is the framework that draws the controls.
    private const long Most = 200_000;

    /// <summary>Mutations: a style sheet that is left beside the page; a script that is loaded; a folder that must be there before.</summary>
    [Fact]
    public void Pinball_and_echo_are_written_as_one_small_file_each_that_names_nothing_to_load()
    {
        Assert.SkipUnless(Launcher.Succeeds("node", "--version"), "needs Node.js 20 or newer: ./test.sh --install");
        var folder = Path.Combine(place.Root, "stick", "lecture");
        var report = Launcher.Loschmidt("studio", "--offline", folder, "--json").ShouldSucceed().Document;

        report.GetProperty("folder").GetString().ShouldBe(folder);
        Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["echo.html", "pinball.html"]);
        foreach (var page in report.GetProperty("pages").EnumerateArray())
        {
            var file = new FileInfo(page.GetProperty("file").GetString()!);
            file.Length.ShouldBe(page.GetProperty("bytes").GetInt64());
            file.Length.ShouldBeLessThan(Most);
            var head = File.ReadAllText(file.FullName);
            head.ShouldContain("default-src 'none'");
            head.ShouldNotContain("<script type=\"module\" src");
            head.ShouldNotContain("rel=\"stylesheet\"");
        }
    }

    /// <summary>Mutation: an exception of the file system that reaches the user as it is.</summary>
    [Fact]
    public void A_place_that_is_no_folder_is_refused_in_one_line()
    {
        Assert.SkipUnless(Launcher.Succeeds("node", "--version"), "needs Node.js 20 or newer: ./test.sh --install");
        var file = place.Write("taken", "a file");
        var outcome = Launcher.Loschmidt("studio", "--offline", file);
        outcome.ExitCode.ShouldBe(2);
        outcome.Complaints.ShouldHaveSingleItem().ShouldContain("--offline takes a folder");
    }
}
