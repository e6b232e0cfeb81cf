using System.Collections.Concurrent;
using Loschmidt.Studio.Hosting;
using Loschmidt.Studio.Jobs;

namespace Loschmidt.Tests.Studio;

/// <summary>Jobs wait in line, one at a time, and none takes the others with it.</summary>
public sealed class JobsQueueTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Mutation: a thread a job, and times are of two jobs at once.</summary>
    [Fact]
    public async Task Jobs_are_done_one_at_a_time_in_their_order()
    {
        var (most, now, done) = (0, 0, new ConcurrentQueue<string>());
        using var queue = new JobQueue(job =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            done.Enqueue(job.Request.Preset!);
            Interlocked.Decrement(ref now);
            job.Change(state => state with { State = "finished" });
        });
        var jobs = Enumerable.Range(0, JobQueue.MostWaiting).Select(number => queue.Add(Asked($"{number}"), Different)).ToList();

        foreach (var job in jobs)
        {
            (await Ended(job)).State.ShouldBe("finished");
        }

        done.ShouldBe(jobs.Select(job => job.Request.Preset!));
        most.ShouldBe(1);
    }

    /// <summary>Mutation: a queue without an end, which whoever reaches the studio can fill.</summary>
    [Fact]
    public async Task A_full_queue_refuses_and_cancelled_jobs_make_room()
    {
        using var begun = new ManualResetEventSlim();
        using var queue = new JobQueue(job =>
        {
            begun.Set();
            job.Stop.WaitHandle.WaitOne(Patience);
            job.Stop.ThrowIfCancellationRequested();
        });
        var first = queue.Add(Asked("first"), Different);
        begun.Wait(Patience, TestContext.Current.CancellationToken).ShouldBeTrue();
        var waiting = Enumerable.Range(0, JobQueue.MostWaiting).Select(number => queue.Add(Asked($"{number}"), Different)).ToList();
        waiting[1].Look().State.Ahead.ShouldBe(2);

        Should.Throw<RefusedException>(() => queue.Add(Asked("more"), Different)).Status.ShouldBe(429);
        waiting[0].Cancel();
        waiting[0].Look().State.State.ShouldBe("cancelled");
        queue.Add(Asked("more"), Different).Look().State.State.ShouldBe("queued");

        first.Cancel();
        (await Ended(first)).State.ShouldBe("cancelled");
    }

    /// <summary>Mutation: a second press of the button does the work twice.</summary>
    [Fact]
    public void The_same_request_is_not_done_twice_at_once()
    {
        using var queue = new JobQueue(job => job.Stop.WaitHandle.WaitOne(Patience));
        var one = queue.Add(Asked("a"), (x, y) => x == y);

        queue.Add(Asked("a"), (x, y) => x == y).ShouldBe(one);
        queue.Add(Asked("b"), (x, y) => x == y).ShouldNotBe(one);
    }

    /// <summary>Mutation: the worker's thread dies of the first fault, and with it the studio.</summary>
    [Fact]
    public async Task A_fault_is_its_own_jobs_alone()
    {
        using var queue = new JobQueue(job =>
        {
            if (job.Request.Preset == "bad")
                throw new InvalidOperationException("oops");
            job.Change(state => state with { State = "finished" });
        });
        var (bad, good) = (queue.Add(Asked("bad"), Different), queue.Add(Asked("good"), Different));

        (await Ended(bad)).Error!.ShouldContain("oops");
        (await Ended(good)).State.ShouldBe("finished");
    }

    [Fact]
    public async Task The_last_results_are_kept_and_older_ones_forgotten()
    {
        using var queue = new JobQueue(job => job.Change(state => state with { State = "finished" }));
        var first = queue.Add(Asked("first"), Different);
        await Ended(first);
        for (var number = 0; number <= JobQueue.MostKept; number++)
        {
            await Ended(queue.Add(Asked($"{number}"), Different));
        }

        queue.Find(first.Id).ShouldBeNull();
        queue.All.Count.ShouldBeInRange(JobQueue.MostKept, JobQueue.MostKept + 1);
        queue.All[0].Request.Preset.ShouldBe($"{JobQueue.MostKept}");
    }

    [Fact]
    public async Task A_closed_queue_stops_what_runs_and_takes_nothing_more()
    {
        using var queue = new JobQueue(job =>
        {
            job.Stop.WaitHandle.WaitOne(Patience);
            job.Stop.ThrowIfCancellationRequested();
        });
        var (running, waiting) = (queue.Add(Asked("a"), Different), queue.Add(Asked("b"), Different));

        queue.Close();

        (await Ended(running)).State.ShouldBe("cancelled");
        (await Ended(waiting)).State.ShouldBe("cancelled");
        Should.Throw<RefusedException>(() => queue.Add(Asked("c"), Different)).Status.ShouldBe(503);
    }

    private static JobRequest Asked(string preset) => new("gradcheck", preset);

    private static bool Different(JobRequest one, JobRequest other) => false;

    private static async Task<JobDocument> Ended(Job job)
    {
        while (true)
        {
            var (state, changed) = job.Look();
            if (state.Ended)
                return state;
            await changed.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
    }
}
