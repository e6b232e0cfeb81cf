using Loschmidt.EndToEnd.Support;

namespace Loschmidt.EndToEnd;

/// <summary>Figures computed anew by the command line.</summary>
public sealed class ReproductionTests(Workplace place) : IClassFixture<Workplace>
{
    [Theory]
    [InlineData("heb-4c")]
    [InlineData("rhel-memory")]
    [InlineData("rhel-horizon")]
    [InlineData("rhel-gradients")]
    [InlineData("frontier")]
    [InlineData("scattering-digits")]
    [InlineData("scattering-size")]
    [InlineData("scattering-robustness")]
    [InlineData("physics-aware")]
    public void Two_runs_leave_the_same_bytes_but_for_the_timings(string figure)
    {
        if (figure.StartsWith("scattering-", StringComparison.Ordinal) || figure == "physics-aware")
        {
            Workplace.NeedDigits();
        }

        var (one, two) = (Folder($"{figure}-one"), Folder($"{figure}-two"));
        Launcher.Loschmidt("reproduce", figure, "--quick", "--output", one).ShouldSucceed();
        Launcher.Loschmidt("reproduce", figure, "--quick", "--output", two, "--threads", "1").ShouldSucceed();

        var files = Files(one);
        files.ShouldBe(Files(two));
        files.ShouldContain(Path.Combine(figure, "table.csv"));
        files.ShouldContain("index.md");
        foreach (var file in files.Where(IsTheSameEverywhere))
        {
            File.ReadAllBytes(Path.Combine(one, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(two, file))).ShouldBeTrue(file);
        }
    }

    /// <summary>Not so are times, threads and the pages that tell them, and run folders, which have times and names of their own.</summary>
    private static bool IsTheSameEverywhere(string file) =>
        !file.StartsWith("trainings", StringComparison.Ordinal)
        && Path.GetFileName(file) is var name && !name.StartsWith("timings.", StringComparison.Ordinal) && name is not ("hardware.json" or "page.md" or "index.html");

    [Fact]
    public void Without_the_digits_their_figures_are_refused_in_one_line()
    {
        var nowhere = new Dictionary<string, string?>
        {
            ["LOSCHMIDT_DATA"] = null, ["XDG_CACHE_HOME"] = Folder("nowhere"), ["HOME"] = Folder("nowhere"),
        };
        var outcome = Launcher.Loschmidt(
            nowhere, "reproduce", "heb-7e", "--quick", "--output", Folder("digits"), "--json");

        outcome.ExitCode.ShouldBe(2);
        outcome.Document.GetProperty("refused")[0].GetProperty("name").GetString().ShouldBe("heb-7e");
        outcome.Complaints.ShouldHaveSingleItem().ShouldContain("--data or LOSCHMIDT_DATA");
    }

    [Fact]
    public void An_interrupted_figure_goes_on_from_its_finished_trainings()
    {
        var output = Folder("interrupted");
        string[] command = ["reproduce", "heb-7c", "--quick", "--output", output, "--threads", "1", "--json"];
        var outcome = Launcher.Interrupted("2 trainings done", command);

        outcome.ExitCode.ShouldBe(130, outcome.Error);
        outcome.Document.GetProperty("interrupted").GetBoolean().ShouldBeTrue();
        Directory.Exists(Path.Combine(output, "heb-7c")).ShouldBeFalse();
        var finished = Finished(output);
        finished.Count.ShouldBeInRange(2, 5);

        // A result holds the seconds its training took: trained anew it would be another text.
        Launcher.Loschmidt(command).ShouldSucceed().Document.GetProperty("done").GetArrayLength().ShouldBe(1);
        var all = Finished(output);
        all.Count.ShouldBe(6);
        finished.ShouldAllBe(run => all[run.Key] == run.Value);
    }

    private static Dictionary<string, string> Finished(string output) => Directory
        .EnumerateFiles(Path.Combine(output, "trainings"), "result.json", SearchOption.AllDirectories)
        .Where(file => !File.ReadAllText(file).Contains("\"interrupted\": true", StringComparison.Ordinal))
        .ToDictionary(file => file, File.ReadAllText, StringComparer.Ordinal);

    private string Folder(string name) => Path.Combine(place.Root, name);

    private static string[] Files(string root) =>
    [
        .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file)).Order(StringComparer.Ordinal),
    ];
}
