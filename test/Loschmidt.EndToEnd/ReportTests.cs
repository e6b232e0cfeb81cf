using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Loschmidt.EndToEnd.Support;

namespace Loschmidt.EndToEnd;

/// <summary>Pages of real runs and sweeps: well-formed, alone in the world, and true.</summary>
public sealed class ReportTests(Workplace place) : IClassFixture<Workplace>
{
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";

    [Fact]
    public void The_page_of_a_training_quotes_its_result_to_the_last_digit()
    {
        var result = Document("train", "xor", "--quick");
        var (text, page) = Page(Path.Combine(RunFiles.Folder(result), "report.html"));
        text.Length.ShouldBeLessThan(2_000_000);
        page.Descendants(Html + "img").Count().ShouldBe(52);

        var metrics = Metrics(JsonDocument.Parse(File.ReadAllText(Path.Combine(RunFiles.Folder(result), "result.json"))).RootElement);
        var quoted = page.Descendants(Html + "data").Where(data => metrics.ContainsKey((string)data.Attribute("class")!)).ToArray();
        quoted.Select(data => (string)data.Attribute("class")!).Distinct().Order().ShouldBe(metrics.Keys.Order());
        foreach (var data in quoted)
        {
            Value(data).ShouldBe(metrics[(string)data.Attribute("class")!]);
        }

        // Made again, also of a run whose process died: it says so, and shows the same.
        File.Delete(Path.Combine(RunFiles.Folder(result), "result.json"));
        var again = Document("runs", "report", result.GetProperty("run").GetString()!, "--output", Path.Combine(place.Root, "again.html"));
        var (_, later) = Page(again.GetProperty("file").GetString()!);
        later.Descendants(Html + "header").Single().Value.ShouldContain("stopped without a result");
        later.Descendants(Html + "img").Select(image => (string)image.Attribute("src")!)
            .ShouldBe(page.Descendants(Html + "img").Select(image => (string)image.Attribute("src")!));
    }

    [Fact]
    public void The_page_of_a_sweep_shows_every_job_as_its_folder_has_it()
    {
        var sweep = Document("sweep", "xor-noise", "--quick", "--set", "training.steps=40", "--seeds", "2");
        var folder = sweep.GetProperty("folder").GetString()!;
        var (_, page) = Page(Path.Combine(folder, "report.html"));
        var rows = page.Descendants(Html + "section").Single(section => (string?)section.Attribute("id") == "jobs")
            .Descendants(Html + "tr").Skip(1).ToArray();
        rows.Length.ShouldBe(12);
        foreach (var row in rows)
        {
            var job = Path.Combine(folder, "jobs", row.Descendants(Html + "code").First().Value, "result.json");
            var metrics = Metrics(JsonDocument.Parse(File.ReadAllText(job)).RootElement);
            row.Descendants(Html + "data").ToDictionary(data => (string)data.Attribute("class")!, Value).ShouldBe(metrics, ignoreOrder: true);
        }
    }

    [Fact]
    public void A_page_that_was_not_found_or_cannot_be_written_is_one_line()
    {
        var run = Document("train", "ring", "--steps", "2").GetProperty("run").GetString()!;
        var missing = Launcher.Loschmidt("runs", "report", "nothing", "--runs", place.Runs);
        missing.ExitCode.ShouldBe(2);
        missing.Complaints.ShouldHaveSingleItem().ShouldContain("no such run");
        var blocked = Launcher.Loschmidt("runs", "report", run, "--output", Path.Combine(place.Root, "no", "folder.html"), "--runs", place.Runs);
        blocked.ExitCode.ShouldBe(2);
        blocked.Complaints.ShouldHaveSingleItem().ShouldContain("cannot be written");
    }

    private JsonElement Document(params string[] arguments) =>
        Launcher.Loschmidt([.. arguments, "--json", "--runs", place.Runs]).ShouldSucceed().Document;

    private static (string Text, XElement Page) Page(string file)
    {
        var text = File.ReadAllText(file);
        text.Replace(Html.NamespaceName, "").Replace("http://www.w3.org/2000/svg", "").ShouldNotContain("://");
        var page = XDocument.Parse(text).Root!;
        page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "src" or "href")
            .ShouldAllBe(reference => reference.Value.StartsWith("data:image/png;base64,"));
        return (text, page);
    }

    private static Dictionary<string, double> Metrics(JsonElement result) =>
        result.GetProperty("metrics").EnumerateObject().ToDictionary(metric => metric.Name, metric => metric.Value.GetDouble());

    private static double Value(XElement data) => double.Parse((string)data.Attribute("value")!, CultureInfo.InvariantCulture);
}
