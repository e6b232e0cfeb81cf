using System.Diagnostics;

namespace Loschmidt.Experiments.Reports;

/// <summary>Measures the anonymous resident memory a piece of work adds to the level before it.</summary>
/// <remarks>
/// Reads RssAnon of the running process every millisecond (the working set where the system has no such figure). A coarse
/// instrument: pages that the heap already owned do not show.
/// </remarks>
internal sealed class PeakMemory : IDisposable
{
    private readonly long _before;
    private readonly Thread _sampler;
    private long _peak;
    private volatile bool _done;

    public PeakMemory()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _before = _peak = Resident();
        _sampler = new Thread(Sample) { IsBackground = true, Name = "peak memory" };
        _sampler.Start();
    }

    /// <summary>Bytes above the level before, so far.</summary>
    public long Bytes
    {
        get
        {
            Note();
            return Math.Max(0, Interlocked.Read(ref _peak) - _before);
        }
    }

    public void Dispose()
    {
        _done = true;
        _sampler.Join();
    }

    private static long Resident()
    {
        if (OperatingSystem.IsLinux())
        {
            foreach (var line in File.ReadLines("/proc/self/status"))
            {
                if (line.StartsWith("RssAnon:", StringComparison.Ordinal))
                {
                    return long.Parse(line.AsSpan(8, line.Length - 8 - 2).Trim()) * 1024;
                }
            }
        }

        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private void Sample()
    {
        while (!_done)
        {
            Note();
            Thread.Sleep(1);
        }
    }

    private void Note()
    {
        var now = Resident();
        long seen;
        while (now > (seen = Interlocked.Read(ref _peak)) && Interlocked.CompareExchange(ref _peak, now, seen) != seen)
        {
        }
    }
}
