namespace Loschmidt.Experiments.Reports;

/// <summary>What one variant of a sweep came to over its seeds.</summary>
/// <param name="Name">What makes it differ from the others.</param>
/// <param name="Values">The compared figure of every seed, in their order; null where the job did not finish.</param>
/// <param name="Mean">Mean over the seeds that finished; NaN where none did.</param>
/// <param name="Deviation">Standard deviation over them (n − 1); NaN below two.</param>
/// <param name="Best">The best of them.</param>
/// <param name="Worst">The worst of them.</param>
public sealed record Variant(
    string Name, IReadOnlyList<double?> Values, double Mean, double Deviation, double Best, double Worst)
{
    /// <summary>Sums a variant up.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">One figure a seed; null where the job did not finish.</param>
    /// <param name="largerIsBetter">Whether the figure is an accuracy rather than a cost.</param>
    public static Variant Of(string name, IReadOnlyList<double?> values, bool largerIsBetter)
    {
        double[] known = [.. values.Where(value => value is not null).Select(value => value!.Value)];
        var mean = known.Length > 0 ? known.Average() : double.NaN;
        var deviation = known.Length > 1
            ? Math.Sqrt(known.Sum(value => (value - mean) * (value - mean)) / (known.Length - 1)) : double.NaN;
        var (low, high) = known.Length > 0 ? (known.Min(), known.Max()) : (double.NaN, double.NaN);
        return new Variant(name, values, mean, deviation, largerIsBetter ? high : low, largerIsBetter ? low : high);
    }
}
