using System.Globalization;
using System.Text.Json.Nodes;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Reports.Pages;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Tests.Reports;

public sealed class RunReportTests : IDisposable
{
    private readonly ReportPlace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_finished_run_has_a_page_that_quotes_its_result()
    {
        var run = _place.Train(ReportPlace.Wave);
        var page = ReportPlace.Parse(run.ReportPath);
        var metrics = JsonNode.Parse(File.ReadAllText(run.ResultPath))!["metrics"]!.AsObject();
        var quoted = page.Tagged("header").Single().Tagged("data").Concat(page.Section("ledger")!.Tagged("data"))
            .Where(data => (string)data.Attribute("class")! != "steps")
            .ToDictionary(data => (string)data.Attribute("class")!, data => (string)data.Attribute("value")!);

        // The mutation: figures rounded before they are quoted, or taken from another evaluation.
        quoted.Keys.Order().ShouldBe(metrics.Select(metric => metric.Key).Order());
        foreach (var (name, value) in metrics)
        {
            double.Parse(quoted[name], CultureInfo.InvariantCulture).ShouldBe((double)value!);
        }

        var answers = page.Section("classes")!.Tagged("data").Single();
        double.Parse((string)answers.Attribute("value")!, CultureInfo.InvariantCulture).ShouldBe((double)metrics["accuracy"]!);
        page.Section("classes")!.Tagged("td").Sum(cell => int.Parse(cell.Value)).ShouldBe(4);
    }

    [Fact]
    public void Hostile_texts_stay_texts()
    {
        var run = _place.Train(ReportPlace.Wave);
        var page = ReportPlace.Parse(run.ReportPath);
        page.Tagged("script").Single().Value.ShouldBe(PlayerScript.Text);
        page.Tagged("header").Single().Tagged("p").First().Value.ShouldBe("<script>alert(1)</script> & \"quotes\"");
        page.Tagged("pre").Single().Value.ShouldBe(File.ReadAllText(run.ExperimentPath));
    }

    [Fact]
    public void The_echo_is_there_in_motion_and_as_a_strip_and_nothing_is_fetched()
    {
        var text = File.ReadAllText(_place.Train(ReportPlace.Wave).ReportPath);
        var page = System.Xml.Linq.XDocument.Parse(text).Root!;
        var frames = page.Tagged("img").ToArray();
        frames.Length.ShouldBe(22); // 10 steps: 11 moments out, 11 home
        frames.ShouldAllBe(frame => ((string)frame.Attribute("src")!).StartsWith("data:image/png;base64,iVBORw0KGgo"));
        frames.Select(frame => (string)frame.Attribute("alt")!).ShouldBeUnique();
        page.Section("fields")!.Tagged("svg").Count().ShouldBe(3); // strip, theta, pi
        text.Replace("http://www.w3.org/2000/svg", "").Replace("http://www.w3.org/1999/xhtml", "").ShouldNotContain("://");
    }

    /// <summary>The mutation: the words of an echo over every machine's pictures.</summary>
    [Fact]
    public void A_machine_without_an_echo_is_not_said_to_run_home()
    {
        var page = ReportPlace.Parse(_place.Train(ReportPlace.Scatterer).ReportPath);

        var fields = page.Section("fields")!;
        fields.Tagged("svg").Count().ShouldBe(5); // network, two spectra, light, ring-up
        fields.Tagged("h2").Single().Value.ShouldBe("The trained machine");
        fields.Tagged("p").First().Value.ShouldContain("from darkness to the steady state");
        page.Tagged("pre").Single().Remove(); // experiment.yaml, in which every key stands
        page.Value.ShouldNotContain("echo", Case.Insensitive);
        page.Value.ShouldNotContain("home", Case.Insensitive);
    }

    [Fact]
    public void The_page_made_later_is_the_page_made_at_the_end_and_that_of_an_equal_run()
    {
        var run = _place.Train(ReportPlace.Wave);
        var page = ReportPlace.Parse(run.ReportPath).Lasting(run.Name);
        _place.Report(run.Name).Lasting(run.Name).ShouldBe(page);
        var other = _place.Train(ReportPlace.Wave);
        ReportPlace.Parse(other.ReportPath).Lasting(other.Name).ShouldBe(page);
    }

    [Fact]
    public void A_run_stays_finished_where_its_page_cannot_be_written()
    {
        // The mutation: the report before the result, or its exceptions let through.
        var experiment = Experiments.Schema.ExperimentFile.Parse(ReportPlace.Ring, "ring", [], false, MachineFactory.Kinds);
        var run = RunFolder.CreateAt(Path.Combine(_place.Runs, "blocked"), experiment, MachineFactory.Kinds);
        Directory.CreateDirectory(run.ReportPath);
        var result = TrainCommand.Resume(
            new ResumeRequest("blocked", 1, null, _place.Runs), new ReportPlace.Ears(_place.Notes), CancellationToken.None);

        result.Interrupted.ShouldBeFalse();
        result.Notes.ShouldHaveSingleItem().ShouldContain("report.html could not be written");
        _place.Notes.ShouldBe(result.Notes);
        ((string?)JsonNode.Parse(File.ReadAllText(run.ResultPath))!["notes"]![0]).ShouldBe(result.Notes[0]);
    }

    [Fact]
    public void A_run_that_was_stopped_is_reported_as_far_as_it_came()
    {
        var run = _place.Train(ReportPlace.Wave);
        File.Delete(run.ResultPath);
        var page = _place.Report(run.Name);
        page.Tagged("header").Single().Value.ShouldContain("stopped without a result, resumable: 12 steps");
        page.Section("commands")!.Value.ShouldContain($"loschmidt train --resume {run.Name}");
        page.Section("fields").ShouldNotBeNull();
    }

    [Fact]
    public void A_run_without_checkpoints_or_with_a_broken_experiment_is_reported_with_the_reason()
    {
        var run = _place.Train(ReportPlace.Ring);
        Directory.Delete(Path.Combine(run.FullPath, "checkpoints"), recursive: true);
        _place.Report(run.Name).Section("notes")!.Value.ShouldContain("has no whole checkpoint yet");

        File.WriteAllText(run.ExperimentPath, "name: <b>x\nmachine: 1\n");
        var page = _place.Report(run.Name);
        page.Tagged("header").Single().Value.ShouldContain("corrupt (experiment.yaml");
        page.Tagged("pre").Single().Value.ShouldBe("name: <b>x\nmachine: 1\n");
        page.Section("curves").ShouldNotBeNull();
    }

    [Fact]
    public void A_task_without_classes_gets_what_applies()
    {
        var run = _place.Train("""
            name: small-graph
            machine: { kind: random-graph, sites: 4, bonds: 4, duration: 1, steps: 10 }
            data: { set: random }
            training: { estimator: echo, optimiser: { kind: sgd, rate: 0.01 }, steps: 4, evaluateEvery: 2 }
            """);
        var page = ReportPlace.Parse(run.ReportPath);
        page.Section("fields")!.Tagged("img").Count().ShouldBe(2 * 11);
        page.Section("classes").ShouldBeNull();
        page.Section("curves").ShouldNotBeNull();
        page.Section("ledger")!.Value.ShouldContain("12 through the machine to learn (3 a sample)");
    }

    [Fact]
    public void What_differs_from_the_preset_comes_first_and_is_a_command()
    {
        // Not trained: the configuration needs no checkpoint.
        var experiment = Experiments.Schema.ExperimentFile.Load(
            "ring", [Experiments.Schema.Setting.Parse("training.batch=2"), Experiments.Schema.Setting.Parse("seed=7")], false,
            MachineFactory.Kinds);
        RunFolder.CreateAt(Path.Combine(_place.Runs, "other-ring"), experiment, MachineFactory.Kinds);
        var page = _place.Report("other-ring");
        page.Tagged("header").Single().Value.ShouldEndWith("; expected of the whole experiment: cost at most 0.01");
        page.Section("configuration")!.Tagged("td").Select(cell => cell.Value).ShouldContain("training.batch");
        page.Section("commands")!.Tagged("code").First().Value.ShouldBe("loschmidt train ring --set training.batch=2 --seed 7");
    }
}
