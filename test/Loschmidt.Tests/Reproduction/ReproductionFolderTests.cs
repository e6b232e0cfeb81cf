using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Reproduction;

namespace Loschmidt.Tests.Reproduction;

public sealed class ReproductionFolderTests : IDisposable
{
    private static readonly ReproductionSummary Summary = new(
        "heb-4c", "T", "S", true, "E", "reproduce", "7", "hash", [new("π", "0", "1e-3", "of order ε")], ["Ours is smaller."], ["curve"], []);

    private readonly string _root = Directory.CreateTempSubdirectory("loschmidt-reproduced-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Equal_findings_are_equal_bytes_and_only_the_timings_tell_two_runs_apart()
    {
        var (one, two) = (Write("one", 1.25), Write("two", 2.5));

        one.ShouldBe(["course.csv", "curve.svg", "hardware.json", "index.html", "page.md", "summary.json", "table.csv", "table.md", "timings.json"]);
        two.ShouldBe(one);
        foreach (var file in one)
        {
            var same = File.ReadAllBytes(Path.Combine(_root, "one", file))
                .SequenceEqual(File.ReadAllBytes(Path.Combine(_root, "two", file)));
            same.ShouldBe(!ReproductionFolder.OnThisComputer.Contains(file), file);
        }

        File.ReadAllText(Path.Combine(_root, "one", "timings.json")).ShouldContain("\"bytes\": 1250000");
    }

    [Fact]
    public void A_summary_reads_back_and_lists_what_lies_beside_it()
    {
        Write("one", 1);
        var read = ReproductionFolder.Read(Path.Combine(_root, "one")).ShouldNotBeNull();

        (read.Name, read.Shows, read.Quick, read.Request).ShouldBe(("heb-4c", "S", true, "hash"));
        read.Deviations.ShouldBe(Summary.Deviations);
        read.Comparisons.ShouldBe(Summary.Comparisons);
        (read.Command, read.Seeds).ShouldBe(("reproduce", "7"));
        read.Pictures.ShouldBe(["curve"]);
        read.Files.ShouldBe(["course.csv", "curve.svg", "index.html", "page.md", "table.csv", "table.md"]);
        ReproductionFolder.ReadCircumstances(Path.Combine(_root, "one")).ShouldBe((1, new Hardware("P", 2, 1000, 256, 1, "S", "D", "V")));
        ReproductionFolder.IsWhole(Path.Combine(_root, "one"), read).ShouldBeTrue();
        File.Delete(Path.Combine(_root, "one", "curve.svg"));
        ReproductionFolder.IsWhole(Path.Combine(_root, "one"), read).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("{\"name\": null}")]
    public void A_damaged_summary_is_none(string text)
    {
        File.WriteAllText(Path.Combine(_root, "summary.json"), text);
        ReproductionFolder.Read(_root).ShouldBeNull();
    }

    [Fact]
    public void Long_tables_are_only_named_on_the_page()
    {
        Write("one", 1);
        var page = File.ReadAllText(Path.Combine(_root, "one", "table.md"));
        page.ShouldContain("| 1.50 |");
        page.ShouldContain("61 rows: [course.csv](course.csv)");
        page.ShouldContain("* Ours is smaller.");
    }

    private string[] Write(string name, double seconds)
    {
        var table = new ResultTable("table", "Short", new Column("x", "0.00"));
        table.Add(1.5);
        var course = new ResultTable("course", "Long", new Column("x", "0.00"));
        for (var i = 0; i <= 60; i++)
        {
            course.Add(i / 7.0);
        }

        var chart = new LineChart
        {
            Title = "t", X = new Axis("x"), Y = new Axis("y"), Series = [new Series("s", [0, 1], [1, 2])],
        };
        var findings = new Findings
        {
            Tables = [table, course], Comparisons = Summary.Comparisons, Deviations = Summary.Deviations,
            Figures = [("curve", chart)],
            Measured = new Dictionary<string, double>(StringComparer.Ordinal) { ["bytes"] = 1e6 * seconds },
        };
        var path = Path.Combine(_root, name);
        ReproductionFolder.Write(path, findings, Summary, seconds, new Hardware("P", 2, (int)(1000 * seconds), 256, 1, "S", "D", "V"));
        return [.. Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
    }
}
