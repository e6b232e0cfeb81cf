namespace Loschmidt.Experiments.Data.Series;

/// <summary>Finds samples that are equal in every number.</summary>
internal static class Duplicates
{
    private const int Shown = 5;

    /// <summary>Every sample that occurs before another equal to it, or alone.</summary>
    public static int[] FirstOnes(IDigests set)
    {
        var seen = new HashSet<(int, UInt128)>();
        return [.. Enumerable.Range(0, set.Count).Where(row => seen.Add((set.StepsOf(row), set.DigestOf(row))))];
    }

    /// <summary>Pairs of equal samples, one of each set.</summary>
    public static IReadOnlyList<(int First, int Second)> Between(IDigests first, IDigests second)
    {
        var rows = new Dictionary<(int, UInt128), int>();
        for (var row = 0; row < first.Count; row++)
        {
            rows.TryAdd((first.StepsOf(row), first.DigestOf(row)), row);
        }

        var pairs = new List<(int, int)>();
        for (var row = 0; row < second.Count; row++)
        {
            if (rows.TryGetValue((second.StepsOf(row), second.DigestOf(row)), out var same))
                pairs.Add((same, row));
        }

        return pairs;
    }

    /// <summary>The first of some pairs, samples counted from 0.</summary>
    public static string List(IReadOnlyList<(int First, int Second)> pairs) =>
        string.Join(", ", pairs.Take(Shown).Select(pair => $"{pair.First} = {pair.Second}"))
        + (pairs.Count > Shown ? ", ..." : "");
}
