namespace Loschmidt.Sequences.Stack;

/// <summary>How the lanes of a batch are cut into groups: by their number alone, so that sums over groups have the same bits on any number of threads.</summary>
internal static class LaneGroups
{
    // Two lanes hide each other's latency in the oscillators' kernels, which a batch too small for that gives up to keep two cores busy; more groups
    // than this would only cost room for their gradients.
    private const int FewestLanes = 2, SmallBatch = 3, MostGroups = 16;

    /// <summary>First lane and number of lanes of every group.</summary>
    public static IReadOnlyList<(int First, int Lanes)> Of(int lanes)
    {
        var size = lanes <= SmallBatch ? 1 : Math.Max(FewestLanes, (lanes + MostGroups - 1) / MostGroups);
        var groups = new List<(int, int)>();
        for (var first = 0; first < lanes; first += size)
        {
            groups.Add((first, Math.Min(size, lanes - first)));
        }

        return groups;
    }
}
