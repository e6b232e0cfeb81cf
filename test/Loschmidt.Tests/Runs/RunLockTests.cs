using Loschmidt.Experiments.Runs;

namespace Loschmidt.Tests.Runs;

public sealed class RunLockTests : IDisposable
{
    private readonly RunsPlace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Who_comes_second_hears_which_process_is_at_work()
    {
        var run = _place.Run();
        using (run.Lock())
        {
            Should.Throw<RunException>(() => run.Lock()).Message.ShouldBe(
                $"{run.Name}: another process works on this run (process {Environment.ProcessId}); wait for it, or copy the run");
            run.Owner.ShouldBe(new RunOwner(Environment.ProcessId, Environment.MachineName));
            File.WriteAllText(Path.Combine(run.FullPath, "lock.owner"), "41 else where\n");
            Should.Throw<RunException>(() => run.Lock()).Message.ShouldContain("(process 41 on else)");
            File.WriteAllText(Path.Combine(run.FullPath, "lock.owner"), "\u001b[2J");
            Should.Throw<RunException>(() => run.Lock()).Message.ShouldContain("another process works on this run; wait");
        }

        run.Owner.ShouldBeNull();
        Directory.GetFiles(run.FullPath, "lock*").ShouldBeEmpty();
    }

    [Fact]
    public void A_lock_left_behind_does_not_block()
    {
        // Mutation: a lock that is taken by making the file, not by the system's lock on it, stays for ever.
        var run = _place.Run();
        File.WriteAllText(Path.Combine(run.FullPath, "lock"), "");
        File.WriteAllText(Path.Combine(run.FullPath, "lock.owner"), "1 here\n");
        run.Owner.ShouldBeNull();
        run.Lock().Dispose();
        Directory.GetFiles(run.FullPath, "lock*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_that_come_and_go_never_two_are_in()
    {
        // Mutation: without the check that the locked file is still the one at its path (FileOptions.DeleteOnClose), a file
        // that its holder removed a moment ago is locked beside a new one.
        var run = _place.Run();
        var (inside, entries, crowd) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var turn = 0; turn < 100; turn++)
            {
                try
                {
                    using var held = run.Lock();
                    if (Interlocked.Increment(ref inside) > 1)
                        Interlocked.Increment(ref crowd);
                    Interlocked.Increment(ref entries);
                    Thread.Yield();
                    Interlocked.Decrement(ref inside);
                }
                catch (RunException)
                {
                    // Its turn comes again.
                }
            }
        })));

        crowd.ShouldBe(0);
        entries.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Looking_whether_a_run_is_at_work_keeps_nobody_from_it()
    {
        // Mutation: a lock without a second try is refused while somebody looks.
        var run = _place.Run();
        File.WriteAllText(Path.Combine(run.FullPath, "lock"), "");
        using var stop = new CancellationTokenSource();
        var look = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                RunLock.IsHeld(run.FullPath);
            }
        });
        for (var turn = 0; turn < 100; turn++)
        {
            run.Lock().Dispose();
            File.WriteAllText(Path.Combine(run.FullPath, "lock.tmp-"), "");
            File.Move(Path.Combine(run.FullPath, "lock.tmp-"), Path.Combine(run.FullPath, "lock"), overwrite: true);
        }

        await stop.CancelAsync();
        await look;
    }

    [Fact]
    public void A_folder_where_no_lock_can_be_is_one_line()
    {
        var run = _place.Run();
        Directory.CreateDirectory(Path.Combine(run.FullPath, "lock"));
        Should.Throw<RunException>(() => run.Lock()).Message.ShouldContain("cannot be written to");
    }
}
