using System.Text.Json;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Tests.Runs;

namespace Loschmidt.Tests.Cli;

/// <summary>One collection with the other tests of the command line: options are shared objects.</summary>
[Collection(nameof(CommandLineTests))]
public sealed class RunsVerbTests : IDisposable
{
    private readonly RunsPlace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_list_has_the_documented_names_and_shows_a_sweep_as_one_line()
    {
        var run = Make("toy", 0.25);
        Sweep("20260102-030405-sweep-s-0001", RunStatus.Finished, RunStatus.Stopped);
        var list = Document("list");

        list.EnumerateObject().Select(p => p.Name).ShouldBe(["folder", "total", "runs", "sweeps"]);
        list.GetProperty("total").GetInt32().ShouldBe(2);
        var entry = list.GetProperty("runs").EnumerateArray().ShouldHaveSingleItem();
        entry.EnumerateObject().Select(p => p.Name).ShouldBe(
            ["name", "experiment", "seed", "estimator", "status", "steps", "seconds", "created", "metrics", "tags"]);
        entry.GetProperty("name").GetString().ShouldBe(run.Name);
        entry.GetProperty("metrics").GetProperty("cost").GetDouble().ShouldBe(0.25);
        var sweep = list.GetProperty("sweeps").EnumerateArray().ShouldHaveSingleItem();
        sweep.EnumerateObject().Select(p => p.Name).ShouldBe(["name", "status", "jobs", "finished", "created", "tags"]);
        (sweep.GetProperty("jobs").GetInt32(), sweep.GetProperty("finished").GetInt32()).ShouldBe((2, 1));

        Words("list").ShouldContain("20260102-030405-sweep-s-0001  stopped   1/2 jobs");
        Document("show", "20260102-030405-sweep-s-0001").GetProperty("jobs").GetArrayLength().ShouldBe(2);
        Document("show", "20260102-03").GetProperty("jobs").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void Lists_are_filtered_sorted_and_cut()
    {
        Make("beta", 0.3);
        Make("alpha", 0.1);
        Make("gamma", 0.2, finished: false);

        Names("list", "--sort", "cost").ShouldBe(["alpha", "gamma", "beta"]);
        Names("list", "--sort", "accuracy").ShouldBe(["beta", "gamma", "alpha"]);
        Names("list", "--sort", "experiment").ShouldBe(["alpha", "beta", "gamma"]);
        Names("list", "--status", "stopped").ShouldBe(["gamma"]);
        Names("list", "--name", "ALPH").ShouldBe(["alpha"]);
        Names("list", "--sort", "cost", "--limit", "1").ShouldBe(["alpha"]);
        Words("list", "--limit", "1").ShouldContain("2 more; --all shows them");
        Words("list", "--name", "nothing").ShouldContain("no such runs");
    }

    [Theory]
    [InlineData("--all and --limit exclude each other", "list", "--all", "--limit", "3")]
    [InlineData("--sort expects created, name, experiment, status, steps, seconds or a metric of these runs (cost, accuracy)", "list", "--sort", "cots")]
    [InlineData("--status expects one of running, finished, interrupted, stopped, failed, corrupt, not 'sleeping'", "list", "--status", "sleeping")]
    [InlineData("no such run", "show", "nothing")]
    [InlineData(".svg or .png", "compare", "latest", "latest", "--figure", "x.pdf")]
    [InlineData("one run alone has nothing to be compared with; name two or more", "compare", "latest")]
    [InlineData("--archive writes ZIP files and expects a name that ends in .zip, not 'x.tar'", "export", "latest", "--archive", "x.tar")]
    [InlineData("--archive takes the whole run", "export", "latest", "--archive", "x.zip", "--format", "csv")]
    [InlineData("--json prints a JSON document and no CSV", "export", "latest", "--format", "csv", "--json")]
    [InlineData("nobody is there to be asked; --yes removes without asking", "remove", "latest")]
    public void What_cannot_be_is_one_line(string message, params string[] arguments)
    {
        Make("toy", 0.5);
        var given = new CommandLineFixture();
        given.Run(["runs", .. arguments, "--runs", _place.Root]).ShouldBe(2);
        given.Error.TrimEnd().ShouldContain(message);
        given.Error.TrimEnd().ShouldNotContain("\n");
        RunFolder.List(_place.Root).Count.ShouldBe(1);
    }

    [Fact]
    public void The_better_value_of_a_metric_is_marked()
    {
        // The fixture's accuracy is its cost: the lower cost belongs to one run, the higher accuracy to the other.
        var (a, b) = (Make("toy", 0.25), Make("toy", 0.5));
        var metrics = Document("compare", a.Name, b.Name).GetProperty("metrics");
        metrics.EnumerateArray().Select(metric => metric.GetProperty("better").GetInt32()).ShouldBe([0, 1]);
        var words = Words("compare", a.Name, b.Name);
        words.ShouldContain("0.25 *");
        words.ShouldContain("50 % *");
        words.ShouldContain("* the better value");
        Words("compare", a.Name, a.Name).ShouldNotContain("*");
        Document("compare", a.Name, a.Name).GetProperty("metrics")[0].GetProperty("better").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("testAccuracy", 0.1, 0.2, null)] // no ground for choosing
    [InlineData("gradientNorm", 0.1, 0.2, null)]
    [InlineData("validationCost", 0.2, 0.1, 1)]
    [InlineData("worstContrast", 0.2, 0.1, 0)]
    [InlineData("cost", 0.2, double.NaN, null)]
    public void Only_what_has_a_direction_has_a_better_value(string name, double a, double b, int? better) =>
        new ComparedMetric(name, [a, b, null]).Better.ShouldBe(better);

    [Fact]
    public void Metrics_are_exported_as_the_ending_says()
    {
        Make("toy", 0.25);
        string Exported(string file, params string[] options)
        {
            var path = Path.Combine(_place.Root, file);
            Words(["export", "latest", "--output", path, .. options]);
            return File.ReadAllText(path);
        }

        Exported("m.json").ShouldStartWith("{");
        Exported("m.csv").ShouldStartWith("step,");
        Exported("m.json", "--format", "csv").ShouldStartWith("step,");
    }

    [Theory]
    [InlineData("y", 0)]
    [InlineData("Yes ", 0)]
    [InlineData("n", 1)]
    [InlineData("", 1)]
    [InlineData(null, 1)]
    public void Removing_asks_first(string? answer, int left)
    {
        var run = Make("toy", 0.5);
        var given = new CommandLineFixture { Ask = () => answer };
        given.Run("runs", "remove", run.Name, "--runs", _place.Root).ShouldBe(0);
        given.Error.ShouldContain(run.Name);
        RunFolder.List(_place.Root).Count.ShouldBe(left);
    }

    [Fact]
    public void Removing_a_sweep_takes_its_jobs_and_what_an_earlier_removal_left()
    {
        Sweep("20260102-030405-sweep-s-0001", RunStatus.Finished, RunStatus.Finished);
        Directory.CreateDirectory(Path.Combine(_place.Root, ".removed-0123"));
        var job = RunFolder.List(Path.Combine(_place.Root, "20260102-030405-sweep-s-0001", "jobs"))[0];
        var removed = Document("remove", $"20260102-030405-sweep-s-0001/{job}", "20260102-030405-sweep-s-0001", "--yes");
        removed.GetProperty("removed").GetArrayLength().ShouldBe(1);
        Directory.GetDirectories(_place.Root).ShouldBeEmpty();
    }

    [Fact]
    public void A_run_that_is_corrupt_is_shown_with_the_reason_and_its_files()
    {
        var run = Make("toy", 0.5);
        File.WriteAllText(run.ExperimentPath, "name: [\u001b[2J");
        var shown = Document("show", run.Name);
        shown.GetProperty("run").GetProperty("status").GetString().ShouldBe("corrupt");
        shown.GetProperty("run").GetProperty("reason").GetString().ShouldNotBeNull().ShouldStartWith("experiment.yaml");
        shown.GetProperty("files").GetArrayLength().ShouldBe(3);
        Words("show", run.Name).ShouldNotContain("\u001b");
    }

    [Fact]
    public void The_newest_run_is_the_latest_by_its_name_and_not_one_that_was_named_by_hand()
    {
        var run = Make("toy", 0.5);
        Directory.Move(Make("toy", 0.5).FullPath, Path.Combine(_place.Root, "my-best"));
        Document("show", "latest").GetProperty("run").GetProperty("name").GetString().ShouldBe(run.Name);
        Document("show", "my-b").GetProperty("run").GetProperty("name").GetString().ShouldBe("my-best");
    }

    private RunFolder Make(string name, double cost, bool finished = true, string? root = null)
    {
        var experiment = ExperimentFile.Load("xor", [], quick: false, MachineFactory.Kinds) with { Name = name };
        var run = RunFolder.Create(root ?? _place.Root, experiment, MachineFactory.Kinds);
        using (var log = run.OpenMetrics())
        {
            log.Append(20, ("cost", cost), ("accuracy", cost));
        }

        if (finished)
            RunsPlace.Finish(run, 20);
        return run;
    }

    private void Sweep(string name, params RunStatus[] jobs)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_place.Root, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "sweep.yaml"), "name: s\n");
        foreach (var job in jobs)
        {
            Make("job", 0.5, job == RunStatus.Finished, Path.Combine(folder, "jobs"));
        }
    }

    private JsonElement Document(params string[] arguments)
    {
        var given = new CommandLineFixture();
        given.Run(["runs", .. arguments, "--json", "--runs", _place.Root]).ShouldBe(0, given.Error);
        return given.Document;
    }

    private string Words(params string[] arguments)
    {
        var given = new CommandLineFixture();
        given.Run(["runs", .. arguments, "--runs", _place.Root]).ShouldBe(0, given.Error);
        return given.Out;
    }

    private string?[] Names(params string[] arguments) =>
        [.. Document(arguments).GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("experiment").GetString())];
}
