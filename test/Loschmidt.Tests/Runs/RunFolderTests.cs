using System.Text.Json.Nodes;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Tests.Schema;

namespace Loschmidt.Tests.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("loschmidt-runs-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_run_s_folder_tells_when_what_and_which_seed()
    {
        var run = Create(new Noon());

        run.Name.ShouldMatch("^20260304-120506-toy-7-[0-9a-f]{4}$");
        Directory.Exists(run.FiguresPath).ShouldBeTrue();
        ExperimentWriter.Write(run.ReadExperiment(TestMachines.Kinds), TestMachines.Kinds).ShouldBe(
            File.ReadAllText(run.ExperimentPath));
        RunFolder.List(_root).ShouldBe([run.Name]);
    }

    [Fact]
    public void Runs_that_start_in_the_same_second_do_not_meet()
    {
        Enumerable.Range(0, 20).Select(_ => Create(new Noon()).Name).Distinct().Count().ShouldBe(20);
    }

    [Fact]
    public void A_run_is_opened_by_name_folder_or_beginning_and_otherwise_the_message_helps()
    {
        var run = Create(new Noon());

        RunFolder.Open(run.Name, _root).FullPath.ShouldBe(run.FullPath);
        RunFolder.Open(run.FullPath, "elsewhere").FullPath.ShouldBe(run.FullPath);
        RunFolder.Open(run.FullPath + Path.DirectorySeparatorChar, "elsewhere").Name.ShouldBe(run.Name);
        RunFolder.Open("20260304-12", _root).Name.ShouldBe(run.Name);
        Should.Throw<RunException>(() => RunFolder.Open(run.Name.Replace("toy", "tyo"), _root)).Message.ShouldContain(
            $"did you mean '{run.Name}'?");
        Should.Throw<RunException>(() => RunFolder.Open("x", _root + "-none")).Message.ShouldEndWith(
            "there are none yet");
        Should.Throw<RunException>(() => RunFolder.Open(_root, _root)).Message.ShouldContain(
            "a folder without experiment.yaml");
        Create();
        Should.Throw<RunException>(() => RunFolder.Open("20", _root)).Message.ShouldStartWith(
            "20: 2 runs begin so; the newest is");
    }

    [Fact]
    public void A_runs_folder_that_is_a_file_is_one_line()
    {
        var file = Path.Combine(_root, "file");
        File.WriteAllText(file, "");

        Should.Throw<RunException>(
            () => RunFolder.Create(file, TestMachines.Parse(TestMachines.Wave), TestMachines.Kinds)).Message
            .ShouldContain("a run's folder cannot be made here");
    }

    [Fact]
    public void Only_one_process_works_on_a_run()
    {
        var run = Create();
        using (run.Lock())
        {
            Should.Throw<RunException>(() => run.Lock()).Message.ShouldContain("another process works on this run");
        }

        run.Lock().Dispose();
        File.Exists(Path.Combine(run.FullPath, "lock")).ShouldBeFalse();
    }

    [Fact]
    public void Metrics_are_whole_lines_at_any_moment_and_a_torn_line_is_cut_off()
    {
        var run = Create();
        run.ReadMetrics().ShouldBeEmpty();
        using (var log = run.OpenMetrics())
        {
            log.Append(1, ("cost", 0.1), ("accuracy", 0.5));
            run.ReadMetrics().Count.ShouldBe(1);
            log.Append(2, ("cost", double.NaN));
        }

        File.AppendAllText(run.MetricsPath, """{"step":3,"co""");
        run.ReadMetrics().Count.ShouldBe(2);
        using (var log = run.OpenMetrics())
        {
            log.Append(3, ("cost", 1.0 / 3));
        }

        File.ReadAllLines(run.MetricsPath).ShouldBe(
            ["""{"step":1,"cost":0.1,"accuracy":0.5}""", """{"step":2,"cost":null}""",
                """{"step":3,"cost":0.3333333333333333}"""]);
        var lines = run.ReadMetrics();
        lines.Select(line => line.Step).ShouldBe([1, 2, 3]);
        lines[2]["cost"].ShouldBe(1.0 / 3);
        lines[1]["cost"].ShouldBe(double.NaN);
        lines[1]["accuracy"].ShouldBe(double.NaN);

        File.WriteAllText(run.MetricsPath, "nonsense\n");
        Should.Throw<RunException>(() => run.ReadMetrics()).Message.ShouldContain(
            "metrics.jsonl:1: no line of metrics");
    }

    [Fact]
    public void A_result_is_read_as_it_was_written()
    {
        var run = Create();
        run.ReadResult().ShouldBeNull();

        run.WriteResult(
            new JsonObject { ["run"] = run.Name, ["metrics"] = new JsonObject { ["testAccuracy"] = 0.975 } });

        ((double)run.ReadResult()!["metrics"]!["testAccuracy"]!).ShouldBe(0.975);
        File.WriteAllText(run.ResultPath, "[");
        Should.Throw<RunException>(() => run.ReadResult());
    }

    private RunFolder Create(TimeProvider? clock = null) =>
        RunFolder.Create(_root, TestMachines.Parse(TestMachines.Wave), TestMachines.Kinds, clock);

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 4, 12, 5, 6, TimeSpan.Zero);
    }
}
