namespace Loschmidt.Gradients;

/// <summary>Where to put the next snapshot so that as few steps as possible are run again: the arithmetic of Revolve.</summary>
/// <remarks>
/// A chain of l links is reversed from its end. With c snapshots and no link run forward more than r times, at most β(c, r) = C(c + r, c) links can be;
/// for β(c, r − 1) &lt; l ≤ β(c, r) the fewest forward steps are t(l, c) = r l − β(c + 1, r − 1).
/// <para>A. Griewank, A. Walther, ACM Trans. Math. Softw. 26 (2000) 19.</para>
/// </remarks>
internal static class BinomialSchedule
{
    // More links than any pass has; products stay far from overflow.
    private const long Enough = 1L << 40;

    /// <summary>t(l, c), the fewest forward steps.</summary>
    /// <param name="links">l ≥ 1.</param>
    /// <param name="snapshots">c ≥ 1, that of the beginning included.</param>
    public static long Advances(long links, int snapshots)
    {
        var repetitions = Repetitions(links, snapshots);
        return (repetitions * links) - Reach(snapshots + 1L, repetitions - 1);
    }

    /// <summary>How far the next snapshot lies from this one.</summary>
    /// <param name="links">Links to be reversed from here, at least 2.</param>
    /// <param name="snapshots">Snapshots there are for them, this one included.</param>
    public static int Stride(int links, int snapshots)
    {
        var repetitions = Repetitions(links, snapshots);
        return (int)Math.Max(
            1, Math.Max(Reach(snapshots, repetitions - 2), links - Reach(snapshots - 1, repetitions)));
    }

    /// <summary>β(c, r), the longest chain; 0 for r &lt; 0.</summary>
    /// <param name="snapshots">c.</param>
    /// <param name="repetitions">r.</param>
    public static long Reach(long snapshots, long repetitions)
    {
        if (repetitions < 0)
        {
            return 0;
        }

        var (smaller, larger) = (Math.Min(snapshots, repetitions), Math.Max(snapshots, repetitions));
        var reach = 1L;
        for (var i = 1L; i <= smaller && reach < Enough; i++)
        {
            reach = (long)((Int128)reach * (larger + i) / i);
        }

        return Math.Min(reach, Enough);
    }

    private static long Repetitions(long links, int snapshots)
    {
        var repetitions = 0L;
        for (var reach = 1L; reach < links; reach = (long)((Int128)reach * (snapshots + repetitions) / repetitions))
        {
            repetitions++;
        }

        return repetitions;
    }
}
