using Loschmidt.Experiments.Runs;
using Loschmidt.Tests.Schema;
using Microsoft.Data.Sqlite;

namespace Loschmidt.Tests.Runs;

public sealed class RunIndexTests : IDisposable
{
    private readonly RunsPlace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_row_says_what_the_folder_says()
    {
        var run = _place.Run(points: 4);
        var row = _place.Index().Refresh().Runs.ShouldHaveSingleItem();

        row.ShouldBe(new RunSummary(
            run.Name, "toy", 7, "self-learning", RunStatus.Finished, null, 4, 1.5, """{"cost":0.25,"accuracy":0.5}""", row.Created));
        row.Created.ShouldNotBeNull().ToString("yyyyMMdd-HHmmss").ShouldBe(run.Name[..15]);
        row.Metrics()["cost"].ShouldBe(0.25);
        _place.Index().Stored().ShouldBe([row]);
        run.Summarize(TestMachines.Kinds).ShouldBe(row);
    }

    [Fact]
    public void Every_status_is_seen_in_the_folder()
    {
        // Mutation: a status that is remembered and not looked at stays "running" when the lock is let go.
        var stopped = _place.Run(interrupted: null);
        var interrupted = _place.Run(interrupted: true);
        var finished = _place.Run();
        var running = _place.Run(interrupted: null);
        RunStatus Of(RunFolder run) => _place.Index().Refresh().Runs.Single(row => row.Name == run.Name).Status;
        using (running.Lock())
        {
            Of(running).ShouldBe(RunStatus.Running);
        }

        Of(running).ShouldBe(RunStatus.Stopped);
        Of(stopped).ShouldBe(RunStatus.Stopped);
        Of(interrupted).ShouldBe(RunStatus.Interrupted);
        Of(finished).ShouldBe(RunStatus.Finished);
        File.WriteAllText(Path.Combine(stopped.FullPath, "lock"), "");
        Of(stopped).ShouldBe(RunStatus.Stopped, "what a killed process leaves behind is not held");
    }

    [Theory]
    [InlineData("experiment.yaml", "experiment.yaml")]
    [InlineData("metrics.jsonl", "metrics.jsonl:1: no line of metrics")]
    [InlineData("result.json", "result.json: is no result of a run")]
    public void Garbage_in_a_file_makes_that_run_corrupt_and_no_other(string file, string reason)
    {
        var (good, bad) = (_place.Run(), _place.Run());
        foreach (var garbage in new[] { "\0\u0001garbage\n", "[1, 2\n", "{\"steps\": {}}\n", "null\n", "\u001b[31m: x\n" })
        {
            File.WriteAllText(Path.Combine(bad.FullPath, file), garbage);
            var rows = _place.Index().Refresh().Runs.ToDictionary(row => row.Name);
            rows[good.Name].Status.ShouldBe(RunStatus.Finished);
            rows[bad.Name].Status.ShouldBe(RunStatus.Corrupt, garbage);
            rows[bad.Name].Reason.ShouldNotBeNull().ShouldStartWith(reason);
            rows[bad.Name].Reason!.ShouldNotContain("\n");
            rows[bad.Name].Reason!.ShouldNotContain("\u001b");
        }

        _place.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Bytes_that_are_no_text_and_folders_in_the_place_of_files_are_corrupt_too()
    {
        var (bytes, folder, gone) = (_place.Run(), _place.Run(), _place.Run());
        File.WriteAllBytes(bytes.ExperimentPath, [0xff, 0xfe, 0x80]);
        File.Delete(folder.ResultPath);
        Directory.CreateDirectory(folder.ResultPath);
        File.Delete(gone.ExperimentPath);

        var rows = _place.Index().Refresh().Runs.ToDictionary(row => row.Name, row => row.Reason);
        rows[bytes.Name].ShouldBe("experiment.yaml: is no UTF-8 text (byte 0)");
        rows[folder.Name].ShouldBe("result.json: cannot be read");
        rows[gone.Name].ShouldBe("experiment.yaml: is missing");
    }

    [Fact]
    public void Only_runs_that_changed_are_read_again()
    {
        // A row planted in the file stays as long as its folder does: proof that the folder was not read.
        var (one, two) = (_place.Run(), _place.Run());
        _place.Index().Refresh();
        Edit("UPDATE runs SET experiment = 'planted'");
        _place.Index().Refresh().Runs.ShouldAllBe(row => row.Experiment == "planted");

        RunsPlace.Finish(two, 1000);
        var rows = _place.Index().Refresh().Runs.ToDictionary(row => row.Name);
        (rows[one.Name].Experiment, rows[two.Name].Experiment).ShouldBe(("planted", "toy"));
        rows[two.Name].Steps.ShouldBe(1000);
    }

    [Fact]
    public void Files_written_a_moment_ago_are_read_again_because_they_may_change_within_one_tick()
    {
        var run = _place.Run();
        var time = File.GetLastWriteTimeUtc(run.ResultPath);
        var index = new RunIndex(_place.Root, TestMachines.Kinds, _place.Warnings.Add);
        index.Refresh().Runs.Single().Status.ShouldBe(RunStatus.Finished);
        var text = File.ReadAllText(run.ResultPath);
        File.WriteAllText(run.ResultPath, text.Replace("\"interrupted\": false", "\"interrupted\":  true"));
        File.SetLastWriteTimeUtc(run.ResultPath, time);
        new FileInfo(run.ResultPath).Length.ShouldBe(text.Length);

        index.Refresh().Runs.Single().Status.ShouldBe(RunStatus.Interrupted);
    }

    [Theory]
    [InlineData(-10_000)] // Mutation: times compared for order see no change here,
    [InlineData(0)] // times compared without sizes none here
    [InlineData(10_000)]
    public void A_clock_that_jumps_hides_no_change(int days)
    {
        var run = _place.Run(points: 1);
        var time = File.GetLastWriteTimeUtc(run.MetricsPath);
        _place.Index().Refresh();
        File.AppendAllText(run.MetricsPath, """{"step":9,"cost":0.1}""" + "\n");
        File.SetLastWriteTimeUtc(run.MetricsPath, time.AddDays(days));
        _place.Index().Refresh().Runs.Single().Steps.ShouldBe(9);
    }

    [Fact]
    public void A_run_that_another_process_finds_meanwhile_keeps_its_row()
    {
        // Mutation: removing every row without a folder among those seen, also rows that came after the folders were seen.
        _place.Run();
        var opened = 0;
        var slow = new RunIndex(_place.Root, TestMachines.Kinds, _place.Warnings.Add)
        {
            Opened = _ =>
            {
                if (++opened == 2)
                {
                    _place.Run();
                    _place.Index().Refresh();
                }
            },
        };
        slow.Refresh().Runs.Count.ShouldBe(1);
        opened.ShouldBe(2);
        _place.Index().Stored().Count.ShouldBe(2);
    }

    [Fact]
    public void A_process_whose_index_was_deleted_and_made_anew_under_it_lists_from_the_folders()
    {
        // Mutation: writing on would leave a journal beside the new file that belongs to the old one.
        _place.Run();
        _place.Index().Refresh();
        _place.Run();
        var opened = 0;
        var slow = new RunIndex(_place.Root, TestMachines.Kinds, _place.Warnings.Add)
        {
            Opened = _ =>
            {
                if (++opened == 2)
                {
                    File.Delete(_place.IndexPath);
                    _place.Index().Refresh();
                }
            },
        };
        slow.Refresh().Runs.Count.ShouldBe(2);
        _place.Index().Stored().Count.ShouldBe(2);
        Directory.GetFiles(_place.Root).ShouldBe([_place.IndexPath]);
        _place.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Jobs_of_a_sweep_are_rows_and_the_sweep_counts_them()
    {
        const string Sweep = "20260101-000000-sweep-s-0001";
        _place.Run();
        var job = _place.Job(Sweep);
        _place.Job(Sweep, interrupted: null);
        var list = _place.Index().Refresh();

        list.Runs.Count.ShouldBe(3);
        var sweep = list.Sweeps.ShouldHaveSingleItem();
        (sweep.Name, sweep.Jobs.Count, sweep.Finished, sweep.Status).ShouldBe((Sweep, 2, 1, RunStatus.Stopped));
        sweep.Jobs.ShouldContain(row => row.Name == $"{Sweep}/{job.Name}" && row.Sweep == Sweep);
        RunFolder.Open($"{Sweep}/{job.Name}", _place.Root).FullPath.ShouldBe(job.FullPath);
        job.Address.ShouldBe($"{Sweep}/{job.Name}");
        RunFolder.List(_place.Root).Count.ShouldBe(1);
    }

    [Fact]
    public void A_rebuilt_index_is_the_refreshed_one_row_by_row()
    {
        for (var i = 0; i < 5; i++)
        {
            _place.Run(i, i % 2 == 0 ? null : false);
            _place.Index().Refresh();
        }

        File.WriteAllText(_place.Run().ExperimentPath, "name: [");
        _place.Job("20260101-000000-sweep-s-0001");
        _place.Index().Refresh();
        var refreshed = _place.Index().Stored();
        _place.Index().Rebuild();
        _place.Index().Stored().ShouldBe(refreshed);
        refreshed.Count.ShouldBe(7);
        Directory.GetFiles(_place.Root).ShouldBe([_place.IndexPath]);
    }

    [Fact]
    public async Task Many_that_refresh_while_runs_come_and_go_lose_no_row()
    {
        var wanted = new List<string>();
        using var stop = new CancellationTokenSource();
        var refreshing = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                new RunIndex(_place.Root, TestMachines.Kinds, warning => throw new InvalidOperationException(warning)).Refresh();
            }
        })).ToArray();
        for (var i = 0; i < 24; i++)
        {
            var run = _place.Run();
            if (i % 4 == 0)
                Directory.Delete(run.FullPath, recursive: true);
            else
                wanted.Add(run.Name);
            if (i % 10 == 5)
                _place.Index().Rebuild();
        }

        await stop.CancelAsync();
        await Task.WhenAll(refreshing);
        _place.Index().Refresh();
        _place.Index().Stored().Select(row => row.Name).ShouldBe(wanted.Order(StringComparer.Ordinal));
        _place.Warnings.ShouldBeEmpty();
    }

    private void Edit(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={_place.IndexPath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
