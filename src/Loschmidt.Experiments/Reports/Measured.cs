using System.Diagnostics;

namespace Loschmidt.Experiments.Reports;

/// <summary>Time and memory of a piece of work.</summary>
/// <param name="Seconds">Wall-clock time.</param>
/// <param name="Bytes">Anonymous resident memory above the level before.</param>
internal readonly record struct Measured(double Seconds, long Bytes)
{
    /// <summary>Does the work and measures it.</summary>
    public static Measured Of(Action work)
    {
        using var memory = new PeakMemory();
        var clock = Stopwatch.StartNew();
        work();
        return new Measured(clock.Elapsed.TotalSeconds, memory.Bytes);
    }
}
