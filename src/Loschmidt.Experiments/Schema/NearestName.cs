namespace Loschmidt.Experiments.Schema;

/// <summary>Finds what somebody probably meant to type.</summary>
public static class NearestName
{
    private const int LongestCompared = 64;

    /// <summary>The candidate with the smallest edit distance, or null where none is near (a third of its letters, at
    /// least two).</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="candidates">What would be accepted.</param>
    public static string? Among(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        if (name.Length > LongestCompared)
        {
            return null;
        }

        string? nearest = null;
        var smallest = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var distance = Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < smallest && distance <= Math.Max(2, candidate.Length / 3) && distance < candidate.Length)
            {
                (nearest, smallest) = (candidate, distance);
            }
        }

        return nearest;
    }

    /// <summary><c>; did you mean 'x'?</c> with a leading separator, or nothing where no candidate is near.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="candidates">What would be accepted.</param>
    public static string Hint(string name, IEnumerable<string> candidates) =>
        Among(name, candidates) is { } nearest ? $"; did you mean '{nearest}'?" : ";";

    /// <summary>Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours each cost
    /// one.</summary>
    private static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[b.Length];
    }
}
