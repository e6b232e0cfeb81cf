namespace Loschmidt.Experiments.Reproduction;

/// <summary>One figure of two methods that were run with the same seeds: what one seed is lucky with, it is lucky with
/// in both.</summary>
/// <param name="First">Figures of the first method, one a seed; at least two.</param>
/// <param name="Second">Of the second, in the same order.</param>
internal sealed record PairedSeeds(IReadOnlyList<double> First, IReadOnlyList<double> Second)
{
    /// <summary>Second − first, mean over seeds.</summary>
    public double Difference => Differences.Average();

    /// <summary>Standard error of <see cref="Difference"/>.</summary>
    public double StandardError => Deviation(Differences) / Math.Sqrt(First.Count);

    /// <summary>Whether the difference is no larger than its standard error.</summary>
    public bool Agree => Math.Abs(Difference) <= StandardError;

    private double[] Differences => [.. Second.Zip(First, (second, first) => second - first)];

    /// <summary>Standard deviation of a sample, n − 1 in the denominator.</summary>
    public static double Deviation(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }
}
