using System.Globalization;

namespace Loschmidt.Benchmarks;

/// <summary>Anonymous memory of this process, from the kernel's own books.</summary>
internal static class Memory
{
    /// <summary>Most resident memory of an action above the level before it, and what it allocated.</summary>
    /// <remarks>Bytes. Garbage is collected first, and the kernel's high-water mark set back.</remarks>
    public static (long Peak, long Allocated) Above(Action action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        File.WriteAllText("/proc/self/clear_refs", "5");
        var before = Field("VmRSS");
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        action();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return (Math.Max(0, Field("VmHWM") - before), allocated);
    }

    private static long Field(string name)
    {
        foreach (var line in File.ReadLines("/proc/self/status"))
        {
            if (line.StartsWith(name, StringComparison.Ordinal))
            {
                return 1024 * long.Parse(line.AsSpan(name.Length + 1).Trim(" \tkB"), CultureInfo.InvariantCulture);
            }
        }

        throw new InvalidDataException($"/proc/self/status does not say {name}");
    }
}
