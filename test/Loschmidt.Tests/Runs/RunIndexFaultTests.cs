using Loschmidt.Experiments.Runs;
using Loschmidt.Tests.Schema;

namespace Loschmidt.Tests.Runs;

/// <summary>Whatever happens to the index, all runs are listed, with one line at most.</summary>
public sealed class RunIndexFaultTests : IDisposable
{
    private readonly RunsPlace _place = new();

    public RunIndexFaultTests()
    {
        _place.Run();
        _place.Run(interrupted: null);
        _place.Index().Refresh();
    }

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_deleted_index_comes_back_without_a_word()
    {
        File.Delete(_place.IndexPath);
        ShouldList();
        _place.Index().Stored().Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(100_000)]
    public void An_index_of_garbage_is_made_anew(int bytes)
    {
        var garbage = new byte[bytes];
        for (var i = 0; i < bytes; i++)
        {
            garbage[i] = (byte)(31 * i + 7);
        }

        File.WriteAllBytes(_place.IndexPath, garbage);
        File.WriteAllBytes(_place.IndexPath + "-journal", garbage);
        ShouldList(bytes == 0 ? null : "is damaged");
        _place.Index().Stored().Count.ShouldBe(2);
        File.Exists(_place.IndexPath + "-journal").ShouldBeFalse();
    }

    [Fact]
    public void An_index_damaged_anywhere_lists_all_runs()
    {
        var whole = File.ReadAllBytes(_place.IndexPath);
        for (var at = 0; at < whole.Length; at += 97)
        {
            var damaged = (byte[])whole.Clone();
            for (var i = at; i < Math.Min(at + 8, whole.Length); i++)
            {
                damaged[i] ^= 0xa5;
            }

            File.WriteAllBytes(_place.IndexPath, damaged);
            _place.Warnings.Clear();
            _place.Index().Refresh().Runs.Count.ShouldBe(2, $"damaged at {at}");
            _place.Warnings.Count.ShouldBeLessThanOrEqualTo(1);
        }
    }

    [Theory]
    [InlineData("DROP TABLE runs")]
    [InlineData("ALTER TABLE runs DROP COLUMN steps")]
    [InlineData("UPDATE runs SET status = 'Dreaming'")]
    [InlineData("UPDATE runs SET metrics = '{'")]
    [InlineData("UPDATE runs SET created = 'yesterday'")]
    public void An_index_whose_tables_are_other_ones_is_made_anew(string vandalism)
    {
        using (var file = IndexFile.Open(_place.IndexPath))
        {
            file.Execute(vandalism);
        }

        ShouldList("is damaged");
        ShouldList();
    }

    [Fact]
    public void An_index_of_a_newer_program_is_left_alone()
    {
        using (var file = IndexFile.Open(_place.IndexPath))
        {
            file.Execute("PRAGMA user_version = 99");
        }

        var bytes = File.ReadAllBytes(_place.IndexPath);
        ShouldList("cannot be used (it was written by a newer program)");
        File.ReadAllBytes(_place.IndexPath).ShouldBe(bytes);
    }

    [Fact]
    public void A_folder_in_the_place_of_the_index_is_a_warning()
    {
        File.Delete(_place.IndexPath);
        Directory.CreateDirectory(_place.IndexPath);
        ShouldList("cannot be used");
        Should.Throw<RunException>(() => _place.Index().Rebuild()).Message.ShouldContain("the index cannot be written");
        Directory.GetFiles(_place.Root).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("PRAGMA query_only = 1", "cannot be written (SQLite 8")]
    [InlineData("PRAGMA max_page_count = 1", "cannot be written (SQLite 13: database or disk is full")]
    public void An_index_that_cannot_be_written_still_lists_what_is_new(string pragma, string warning)
    {
        for (var i = 0; i < 30; i++)
        {
            _place.Run(); // more than fits into the pages there are
        }

        var index = new RunIndex(_place.Root, TestMachines.Kinds, _place.Warnings.Add)
        {
            Opened = file => file.Execute(pragma),
        };
        index.Refresh().Runs.Count.ShouldBe(32);
        _place.Warnings.ShouldHaveSingleItem().ShouldContain(warning);
        _place.Index().Stored().Count.ShouldBe(2, "all rows of a refresh, or none");
    }

    [Fact]
    public void An_index_for_which_the_disk_has_no_room_stays_as_it_was()
    {
        for (var i = 0; i < 30; i++)
        {
            _place.Run();
        }

        var index = new RunIndex(_place.Root, TestMachines.Kinds)
        {
            Opened = file => file.Execute("PRAGMA max_page_count = 1"),
        };
        Should.Throw<RunException>(() => index.Rebuild()).Message.ShouldContain("cannot be written (SQLite 13");
        _place.Index().Stored().Count.ShouldBe(2);
        Directory.GetFiles(_place.Root).ShouldBe([_place.IndexPath]);
    }

    [Fact]
    public async Task An_index_that_is_held_by_another_is_waited_for()
    {
        using var other = IndexFile.Open(_place.IndexPath);
        other.Execute("BEGIN EXCLUSIVE");
        var refresh = Task.Run(() => _place.Index().Refresh());
        (await Task.WhenAny(refresh, Task.Delay(100))).ShouldNotBe(refresh);
        other.Execute("COMMIT");
        (await refresh).Runs.Count.ShouldBe(2);
        _place.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_runs_path_that_is_a_file_is_one_line_and_one_that_is_missing_has_no_runs()
    {
        var file = Path.Combine(_place.Root, "file");
        File.WriteAllText(file, "");
        Should.Throw<RunException>(() => new RunIndex(file, TestMachines.Kinds).Refresh()).Message.ShouldBe(
            $"{file}: is a file, not the folder of runs; --runs names another");
        Should.Throw<RunException>(() => RunFolder.Open("x", file)).Message.ShouldContain("is a file");

        var missing = Path.Combine(_place.Root, "missing");
        new RunIndex(missing, TestMachines.Kinds, _place.Warnings.Add).Refresh().Runs.ShouldBeEmpty();
        Directory.Exists(missing).ShouldBeFalse();
        _place.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Loops_of_links_odd_names_and_half_made_folders_do_no_harm()
    {
        var run = _place.Run();
        Directory.CreateSymbolicLink(Path.Combine(_place.Root, "itself"), Path.Combine(_place.Root, "itself"));
        Directory.CreateSymbolicLink(Path.Combine(_place.Root, "up"), _place.Root);
        Directory.CreateSymbolicLink(Path.Combine(_place.Root, "nowhere"), Path.Combine(_place.Root, "not-there"));
        Directory.CreateSymbolicLink(Path.Combine(run.FullPath, "back"), _place.Root);
        var job = _place.Job("20260101-000000-sweep-s-0001");
        Directory.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(job.FullPath)!, "loop"), _place.Root);
        string[] odd = ["a b", "ü\n\u001b[2J", "'; DROP TABLE runs; --", "$name", "100%"];
        foreach (var name in odd)
        {
            Copy(run, name);
        }

        Copy(run, "half.tmp-0123");
        Copy(run, ".removed-0123");

        var list = _place.Index().Refresh();
        list.Runs.Where(row => row.Sweep is null).Count().ShouldBe(3 + odd.Length);
        list.Sweeps.ShouldHaveSingleItem().Jobs.Count.ShouldBe(1);
        foreach (var name in odd)
        {
            list.Runs.ShouldContain(row => row.Name == name && row.Status == RunStatus.Finished);
            RunFolder.Open(name, _place.Root).Name.ShouldBe(name);
        }

        run.Files().ShouldNotContain(file => file.Path.StartsWith("back", StringComparison.Ordinal));
        _place.Index().Refresh().Runs.ShouldBe(list.Runs);
        _place.Warnings.ShouldBeEmpty();
    }

    private void Copy(RunFolder run, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_place.Root, name)).FullName;
        foreach (var file in Directory.GetFiles(run.FullPath))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }
    }

    private void ShouldList(string? warning = null)
    {
        _place.Warnings.Clear();
        _place.Index().Refresh().Runs.Select(row => row.Status).Order().ShouldBe([RunStatus.Finished, RunStatus.Stopped]);
        if (warning is null)
            _place.Warnings.ShouldBeEmpty();
        else
            _place.Warnings.ShouldHaveSingleItem().ShouldContain(warning);
    }
}
