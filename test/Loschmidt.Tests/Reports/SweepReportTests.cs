using System.Globalization;
using System.Text.Json.Nodes;
using Loschmidt.Experiments.Reports.Pages;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Tests.Reports;

public sealed class SweepReportTests : IDisposable
{
    private readonly ReportPlace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Every_seed_is_in_the_table_and_a_failed_job_has_its_reason_also_later()
    {
        var sweep = _place.Sweep(ReportPlace.Ring + """
            sweep: { keys: { training.optimiser.rate: [0.001, 0.01, 0.1, 1, 1e12] }, seeds: [1, 2] }
            """);
        foreach (var page in new[] { ReportPlace.Parse(sweep.ReportPath), _place.Report(sweep.Name) })
        {
            page.Tagged("script").Single().Value.ShouldBe(PlayerScript.Text);
            page.Tagged("header").Single().Value.ShouldContain("8 of 10 jobs finished");

            // The mutation: failed jobs that are told by the running sweep alone.
            page.Section("failures")!.Tagged("tr").Count().ShouldBe(1 + 2);
            page.Section("failures")!.Value.ShouldContain("NaN");
            foreach (var job in page.Section("jobs")!.Tagged("tr").Skip(1).Where(row => row.Value.Contains("finished")))
            {
                var result = JsonNode.Parse(File.ReadAllText(
                    Path.Combine(sweep.JobsPath, job.Tagged("code").First().Value, "result.json")))!["metrics"]!.AsObject();
                foreach (var data in job.Tagged("data"))
                {
                    double.Parse((string)data.Attribute("value")!, CultureInfo.InvariantCulture)
                        .ShouldBe((double)result[(string)data.Attribute("class")!]!);
                }
            }

            page.Section("variants")!.Tagged("h3").Single().Value.ShouldBe("Floor");
            page.Section("keys")!.Value.ShouldContain("hreshold"); // a figure for it, or that there is none
        }
    }

    [Fact]
    public void Two_numeric_keys_make_a_map()
    {
        var sweep = _place.Sweep(ReportPlace.Ring + """
            sweep: { keys: { training.optimiser.rate: [0.01, 0.1], training.epsilon: [0.001, 0.01, 0.1] } }
            """);
        var map = ReportPlace.Parse(sweep.ReportPath).Section("keys")!.Tagged("figure").Single();
        ((string)map.Attribute("class")!).ShouldBe("map");
        string[] words = [.. map.Tagged("text").Select(text => text.Value)];
        words.ShouldContain("training.optimiser.rate");
        words.ShouldContain("0.001");
    }

    [Fact]
    public void Jobs_of_a_sweep_write_no_pages_of_their_own()
    {
        var sweep = _place.Sweep(ReportPlace.Ring + "sweep: { seeds: [1, 2] }\n");
        var job = RunFolder.List(sweep.JobsPath)[0];
        File.Exists(Path.Combine(sweep.JobsPath, job, "report.html")).ShouldBeFalse();
        _place.Report($"{sweep.Name}/{job}").Tagged("h1").Single().Value.ShouldBe("small-ring");
    }
}
