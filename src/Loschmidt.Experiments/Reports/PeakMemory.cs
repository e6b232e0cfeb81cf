using System.Buffers.Text;
using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Loschmidt.Experiments.Reports;

/// <summary>Measures the anonymous resident memory a piece of work adds to the level before it.</summary>
/// <remarks>
/// Reads RssAnon of the running process every millisecond (the working set where the system has no such figure). A coarse
/// instrument: pages that the heap already owned do not show. Looking allocates nothing where the system has the figure.
/// </remarks>
internal sealed class PeakMemory : IDisposable
{
    private readonly SafeFileHandle? _status;
    private readonly long _before;
    private readonly Thread _sampler;
    private long _peak;
    private volatile bool _done;

    public PeakMemory()
    {
        _status = OperatingSystem.IsLinux() ? File.OpenHandle("/proc/self/status") : null;
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
        _status?.Dispose();
    }

    private long Resident()
    {
        if (_status is not null)
        {
            Span<byte> text = stackalloc byte[4096];
            text = text[..RandomAccess.Read(_status, text, 0)];
            var at = text.IndexOf("RssAnon:"u8);
            if (at >= 0 && Utf8Parser.TryParse(text[(at + 8)..].TrimStart(" \t"u8), out long kilobytes, out _))
            {
                return kilobytes * 1024;
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
