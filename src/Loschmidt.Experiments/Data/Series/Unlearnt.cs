namespace Loschmidt.Experiments.Data.Series;

/// <summary>Finds classes that nothing can be learnt of.</summary>
internal static class Unlearnt
{
    /// <summary>One line where a class has no training sample; null where each has.</summary>
    /// <param name="train">The training samples.</param>
    /// <param name="others">The other parts.</param>
    public static string? Note(ISeriesSet train, params (string Part, ISeriesSet? Set)[] others)
    {
        var seen = new bool[train.ClassNames.Count];
        Mark(train, label => seen[label] = true);
        string[] without = [.. train.ClassNames.Where((_, label) => !seen[label])];
        if (without.Length == 0)
        {
            return null;
        }

        var wrong = others.Select(other => (other.Part, Count: other.Set is null ? 0 : Count(other.Set))).Where(other => other.Count > 0);
        var counted = string.Join(" and ", wrong.Select(other => $"{other.Count} {other.Part} samples"));
        return $"{train.Name}: no sample of {ClassNames.List(without)}: nothing can be learnt of {(without.Length == 1 ? "this class" : "these classes")}"
            + (counted.Length > 0 ? $", and {counted} of it count as wrong" : "");

        int Count(ISeriesSet set)
        {
            var count = 0;
            Mark(set, label => count += seen[label] ? 0 : 1);
            return count;
        }
    }

    private static void Mark(ISeriesSet set, Action<int> label)
    {
        for (var row = 0; row < set.Count; row++)
        {
            if (set.LabelOf(row) is >= 0 and var one)
            {
                label(one);
            }
        }
    }
}
