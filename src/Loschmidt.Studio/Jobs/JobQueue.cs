using System.Security.Cryptography;
using Loschmidt.Experiments;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Training;
using Loschmidt.Studio.Hosting;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Jobs;

/// <summary>Does jobs one after another on a thread of its own, so that numbers of time and memory are of one job alone.</summary>
/// <param name="work">Does one job: fills in its result.</param>
internal sealed class JobQueue(Action<Job> work) : IDisposable
{
    /// <summary>Jobs that may wait.</summary>
    public const int MostWaiting = 8;

    /// <summary>Ended jobs whose results are kept.</summary>
    public const int MostKept = 32;

    private readonly Lock _gate = new();
    private readonly List<Job> _jobs = [];
    private bool _working;
    private bool _closed;

    /// <summary>All jobs that are remembered, the newest first.</summary>
    public IReadOnlyList<Job> All
    {
        get
        {
            lock (_gate)
            {
                return [.. Enumerable.Reverse(_jobs)];
            }
        }
    }

    /// <summary>Queues a job; the same request that waits or runs already is not done twice.</summary>
    /// <exception cref="RefusedException">Too many wait, or the server stops.</exception>
    public Job Add(JobRequest request, Func<JobRequest, JobRequest, bool> same)
    {
        lock (_gate)
        {
            if (_closed)
                throw new RefusedException(StatusCodes.Status503ServiceUnavailable, "the studio is stopping");
            if (_jobs.Find(known => !known.Look().State.Ended && !known.Stop.IsCancellationRequested && same(known.Request, request)) is { } twin)
                return twin;
            if (_jobs.Count(known => known.Look().State.State == "queued") >= MostWaiting)
            {
                throw new RefusedException(
                    StatusCodes.Status429TooManyRequests, $"{MostWaiting} jobs are waiting already; cancel one, or wait until one has ended");
            }

            var job = new Job(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), request);
            _jobs.Add(job);
            Forget();
            if (!_working)
            {
                _working = true;
                new Thread(Work) { Name = "jobs", IsBackground = true }.Start();
            }

            Count();
            return job;
        }
    }

    /// <summary>The job of that name, or null.</summary>
    public Job? Find(string id)
    {
        lock (_gate)
        {
            return _jobs.Find(job => job.Id == id);
        }
    }

    /// <summary>Stops everything; what runs saves itself.</summary>
    public void Close()
    {
        List<Job> open;
        lock (_gate)
        {
            _closed = true;
            open = [.. _jobs];
        }

        open.ForEach(job => job.Cancel());
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private void Work()
    {
        while (true)
        {
            Job? next;
            lock (_gate)
            {
                next = _jobs.Find(job => job.Look().State.State == "queued");
                _working = next is not null;
                if (next is null)
                    return;
                next.Change(static state => state with { State = "running", Ahead = null });
                Count();
            }

            // Cancelled in the very moment that it was to begin.
            if (next.Look().State.State == "running")
                Do(next);
        }
    }

    private void Do(Job job)
    {
        try
        {
            work(job);
        }
        catch (OperationCanceledException)
        {
            job.Change(static state => state with { State = "cancelled", Note = null });
        }
        catch (Exception fault) when (fault is InputException or NonFiniteException or RunFailedException or WatchdogException)
        {
            job.Change(state => state with { State = "failed", Note = null, Error = fault.Message });
        }
        catch (Exception fault)
        {
            // One bad job must not take the others, or the server, with it.
            job.Change(state => state with { State = "failed", Note = null, Error = $"a fault of the program itself: {fault.GetType().Name}: {fault.Message}" });
        }
    }

    private void Count()
    {
        var ahead = _jobs.Count(job => job.Look().State.State == "running");
        foreach (var job in _jobs.Where(job => job.Look().State.State == "queued"))
        {
            var place = ahead++;
            job.Change(state => state.State == "queued" ? state with { Ahead = place } : state);
        }
    }

    private void Forget()
    {
        var ended = _jobs.Where(job => job.Look().State.Ended).ToList();
        foreach (var old in ended.Take(ended.Count - MostKept))
        {
            _jobs.Remove(old);
        }
    }
}
