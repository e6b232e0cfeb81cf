using System.Diagnostics;

namespace Loschmidt.Experiments.Reports;

/// <summary>Time of a piece of work.</summary>
internal static class WallClock
{
    /// <summary>Does the work and says how many seconds it took.</summary>
    public static double Seconds(Action work)
    {
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalSeconds;
    }
}
