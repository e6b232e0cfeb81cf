using System.Text.Json.Serialization;

namespace Loschmidt.Experiments.Runs;

/// <summary>A metric of several runs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its newest value in each run; null where a run has none.</param>
public sealed record ComparedMetric(string Name, IReadOnlyList<double?> Values)
{
    /// <summary>Which run has the best value: the lowest cost, the highest accuracy or contrast. Null where several
    /// share it, where there is nothing to compare with, where neither direction is the better one, and of the test
    /// split, which is no ground for choosing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? Better => Sign(Name) is { } sign && !Name.StartsWith("test", StringComparison.Ordinal)
        ? Largest([.. Values.Select(value => value is { } number ? sign * number : double.NaN)])
        : null;

    private static double? Sign(string name)
    {
        if (name.EndsWith("ost", StringComparison.Ordinal))
            return -1;
        return name.EndsWith("ccuracy", StringComparison.Ordinal) || name.EndsWith("ontrast", StringComparison.Ordinal)
            ? 1
            : null;
    }

    private static int? Largest(double[] values)
    {
        double[] known = [.. values.Where(value => !double.IsNaN(value))];
        return known.Length > 1 && known.Count(value => value == known.Max()) == 1
            ? Array.IndexOf(values, known.Max())
            : null;
    }
}
