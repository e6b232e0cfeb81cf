using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Loschmidt.EndToEnd.Support;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.EndToEnd;

/// <summary>Runs as processes see them: locks between them, lists, comparisons, exports, removal.</summary>
public sealed class RunsTests(Workplace place) : IClassFixture<Workplace>
{
    [Fact]
    public void Two_processes_do_not_work_on_one_run_and_a_dead_one_does_not_block()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the lock is held by Linux's flock");
        var run = RunFolder.Open(Folder(Train("held")), place.Runs);
        var @lock = Path.Combine(run.FullPath, "lock");
        File.WriteAllText(@lock, "");
        using var other = Process.Start("flock", ["--exclusive", "--no-fork", @lock, "sleep", "600"]);
        try
        {
            File.WriteAllText(@lock + ".owner", $"{other.Id} {Environment.MachineName}\n");
            SpinWait.SpinUntil(() => run.Owner is not null, TimeSpan.FromMinutes(1)).ShouldBeTrue();

            Should.Throw<RunException>(() => run.Lock()).Message.ShouldContain($"(process {other.Id}); wait for it");
            var list = Runs("held", "list", "--name", run.Name).GetProperty("runs").EnumerateArray().ShouldHaveSingleItem();
            list.GetProperty("status").GetString().ShouldBe("running");
            Runs("held", "show", run.Name).GetProperty("owner").GetProperty("process").GetInt32().ShouldBe(other.Id);
            Launcher.Loschmidt("runs", "remove", run.Name, "--yes", "--runs", At("held")).Complaints.ShouldHaveSingleItem()
                .ShouldContain($"a process works on it (process {other.Id}); stop it first");
        }
        finally
        {
            other.Kill();
            other.WaitForExit();
        }

        // Killed, it left its lock's file behind: the run is as it was, and free.
        File.Exists(@lock).ShouldBeTrue();
        run.Summarize(MachineFactory.Kinds).Status.ShouldBe(RunStatus.Finished);
        run.Lock().Dispose();
    }

    [Fact]
    public void A_training_that_is_killed_is_seen_at_work_and_then_as_stopped()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the process is ended by Linux's kill");
        Launcher.Killed(
            "step",
            process =>
            {
                var report = Runs("killed", "show", "latest");
                report.GetProperty("run").GetProperty("status").GetString().ShouldBe("running");
                report.GetProperty("owner").GetProperty("process").GetInt32().ShouldBe(process);
                Should.Throw<RunException>(() => RunFolder.Open(RunFolder.Latest, At("killed")).Lock()).Message
                    .ShouldContain($"another process works on this run (process {process})");
                var second = Launcher.Loschmidt("train", "--resume", "latest", "--runs", At("killed"));
                second.ExitCode.ShouldBe(2);
                second.Complaints.ShouldHaveSingleItem().ShouldContain($"(process {process}); wait for it, or copy the run");
            },
            "train", "xor", "--steps", "1000000", "--runs", At("killed"));

        var run = Runs("killed", "list").GetProperty("runs").EnumerateArray().ShouldHaveSingleItem();
        run.GetProperty("status").GetString().ShouldBe("stopped");
        Runs("killed", "show", "latest").TryGetProperty("owner", out _).ShouldBeFalse();
        RunFolder.Open(RunFolder.Latest, At("killed")).Lock().Dispose(); // what it left behind does not block
    }

    [Fact]
    public async Task Processes_that_list_at_once_leave_a_whole_index()
    {
        var one = RunFolder.Open(Folder(Train("crowd")), place.Runs);
        for (var i = 0; i < 30; i++)
        {
            Copy(one.FullPath, Path.Combine(At("crowd"), $"20260101-0000{i:00}-xor-1-0000"));
        }

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => Launcher.Loschmidt("runs", "list", "--json", "--runs", At("crowd")))));
        foreach (var outcome in outcomes)
        {
            outcome.ShouldSucceed().Error.ShouldBeEmpty();
            outcome.Document.GetProperty("total").GetInt32().ShouldBe(31);
        }

        var index = new RunIndex(At("crowd"), MachineFactory.Kinds);
        var stored = index.Stored();
        stored.Count.ShouldBe(31);
        Runs("crowd", "rebuild").GetProperty("runs").GetInt32().ShouldBe(31);
        index.Stored().ShouldBe(stored);
    }

    [Fact]
    public void A_garbled_index_and_a_corrupt_run_are_a_line_each_and_hide_nothing()
    {
        var good = Folder(Train("garbled"));
        var bad = Folder(Train("garbled", "--seed", "2"));
        File.WriteAllText(Path.Combine(bad, "metrics.jsonl"), "garbage\n");
        File.WriteAllText(Path.Combine(At("garbled"), "index.sqlite"), new string('x', 5000));

        var outcome = Launcher.Loschmidt("runs", "list", "--runs", At("garbled")).ShouldSucceed();
        outcome.Complaints.ShouldHaveSingleItem().ShouldContain("is damaged");
        outcome.Out.ShouldContain($"{Path.GetFileName(good)}  finished");
        outcome.Out.ShouldContain($"{Path.GetFileName(bad)}  corrupt");
        outcome.Out.ShouldContain($"{Path.GetFileName(bad)}: metrics.jsonl:1: no line of metrics");
        Launcher.Loschmidt("runs", "list", "--runs", At("garbled")).Error.ShouldBeEmpty();
    }

    [Fact]
    public void Two_runs_are_compared_and_drawn()
    {
        var a = Train("compared");
        var b = Train("compared", "--set", "training.epsilon=0.002");
        var figure = Path.Combine(place.Root, "compared.svg");
        var report = Runs("compared", "compare", Name(a), Name(b), "--figure", figure);

        report.GetProperty("runs").EnumerateArray().Select(run => run.GetString()).ShouldBe([Name(a), Name(b)]);
        var setting = report.GetProperty("settings").EnumerateArray().ShouldHaveSingleItem();
        setting.GetProperty("key").GetString().ShouldBe("training.epsilon");
        setting.GetProperty("values").EnumerateArray().Select(value => value.GetString()).ShouldBe(["0.001", "0.002"]);
        var cost = report.GetProperty("metrics").EnumerateArray().Single(m => m.GetProperty("name").GetString() == "cost");
        cost.GetProperty("values")[0].GetRawText().ShouldBe(RunFiles.CostBits(a));
        cost.GetProperty("values")[1].GetRawText().ShouldBe(RunFiles.CostBits(b));
        var svg = File.ReadAllText(figure);
        svg.ShouldContain(Name(a));
        svg.ShouldContain(Name(b));

        Launcher.Loschmidt("runs", "compare", Name(a), Name(b), "--figure", figure, "--metric", "cots", "--runs", At("compared"))
            .Complaints.ShouldHaveSingleItem().ShouldContain("did you mean 'cost'?");
    }

    [Fact]
    public void Metrics_are_exported_as_tables_and_documents_and_a_run_as_one_file()
    {
        var result = Train("exported");
        var csv = Launcher.Loschmidt("runs", "export", "latest", "--runs", At("exported")).ShouldSucceed().Out.Split('\n');
        csv[0].ShouldStartWith("step,cost,");
        csv[^2].Split(',')[..2].ShouldBe(["4", RunFiles.CostBits(result)]);
        var document = Runs("exported", "export", "latest");
        document.GetProperty("metrics").EnumerateArray().Last().GetProperty("cost").GetRawText().ShouldBe(RunFiles.CostBits(result));

        var zip = Path.Combine(place.Root, "run.zip");
        Runs("exported", "export", "latest", "--archive", zip);
        var unpacked = Path.Combine(place.Root, "unpacked");
        ZipFile.ExtractToDirectory(zip, unpacked);
        var copy = RunFolder.Open(Name(result), unpacked);
        var original = RunFolder.Open(Folder(result));
        copy.Files().ShouldBe(original.Files());
        copy.ReadMetrics().Count.ShouldBe(original.ReadMetrics().Count);
        copy.Checkpoints.Latest().ShouldNotBeNull();
    }

    [Fact]
    public void Runs_are_removed_only_after_asking_and_only_here()
    {
        var (first, second) = (Train("removed"), Train("removed"));
        var elsewhere = Train("elsewhere");
        Refused("nobody is there to be asked", Name(first));
        Refused("is no run inside", Folder(elsewhere), "--yes");
        Refused("is no run inside", Path.Combine("..", "elsewhere", Name(elsewhere)), "--yes");
        Refused("no such run", Name(first), "nothing-of-the-kind", "--yes");
        Directory.CreateSymbolicLink(Path.Combine(At("removed"), "link"), Folder(elsewhere));
        Refused("is a link to", "link", "--yes");
        Directory.CreateDirectory(Path.Combine(At("removed"), "holiday-pictures"));
        Refused("holiday-pictures", "holiday-pictures", "--yes");
        Directory.Exists(Folder(first)).ShouldBeTrue();
        Directory.Exists(Folder(elsewhere)).ShouldBeTrue();

        Runs("removed", "remove", Name(first), Name(second), Name(first), "--yes").GetProperty("removed").GetArrayLength().ShouldBe(2);
        Directory.GetDirectories(At("removed")).Select(path => Path.GetFileName(path)).Order().ShouldBe(["holiday-pictures", "link"]);

        void Refused(string why, params string[] arguments)
        {
            var outcome = Launcher.Loschmidt(["runs", "remove", .. arguments, "--runs", At("removed")]);
            outcome.ExitCode.ShouldBe(2);
            outcome.Complaints.ShouldHaveSingleItem().ShouldContain(why);
        }
    }

    [Fact]
    public void A_runs_folder_that_is_a_file_or_cannot_hold_an_index_is_one_line()
    {
        var file = place.Write("runs-file", "");
        var outcome = Launcher.Loschmidt("runs", "list", "--runs", file);
        outcome.ExitCode.ShouldBe(2);
        outcome.Complaints.ShouldHaveSingleItem().ShouldContain("is a file, not the folder of runs");

        Train("unwritable");
        Directory.CreateDirectory(Path.Combine(At("unwritable"), "index.sqlite"));
        outcome = Launcher.Loschmidt("runs", "list", "--json", "--runs", At("unwritable")).ShouldSucceed();
        outcome.Complaints.ShouldHaveSingleItem().ShouldContain("cannot be used");
        outcome.Document.GetProperty("total").GetInt32().ShouldBe(1);
    }

    private static string Folder(JsonElement result) => RunFiles.Folder(result);

    private static string Name(JsonElement result) => result.GetProperty("run").GetString()!;

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private string At(string runs) => Path.Combine(place.Root, runs);

    private JsonElement Train(string runs, params string[] more) => Launcher.Loschmidt(
        ["train", "xor", "--steps", "4", .. more, "--json", "--runs", At(runs)]).ShouldSucceed().Document;

    private JsonElement Runs(string runs, params string[] arguments) =>
        Launcher.Loschmidt(["runs", .. arguments, "--json", "--runs", At(runs)]).ShouldSucceed().Document;
}
