using System.Runtime.InteropServices;

namespace Loschmidt.Benchmarks;

/// <summary>Processor time used by this process: on a core that others use too, wall time says little.</summary>
internal static partial class ProcessorTime
{
    private const int ProcessClock = 2;

    /// <summary>Seconds, all threads together.</summary>
    public static double Seconds
    {
        get
        {
            Throw(ClockGetTime(ProcessClock, out var time));
            return time.Seconds + 1e-9 * time.Nanoseconds;
        }
    }

    private static void Throw(int result)
    {
        if (result != 0)
        {
            throw new PlatformNotSupportedException("no clock of processor time; the benchmarks run on Linux");
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
