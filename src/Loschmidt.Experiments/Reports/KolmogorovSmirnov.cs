namespace Loschmidt.Experiments.Reports;

/// <summary>Whether numbers were drawn from a law: the largest distance between their distribution and its.</summary>
internal static class KolmogorovSmirnov
{
    /// <summary>D = sup |F_n − F|.</summary>
    /// <param name="values">Independent draws; their order does not matter.</param>
    /// <param name="law">F, the distribution function.</param>
    public static double Distance(IEnumerable<double> values, Func<double, double> law)
    {
        double[] sorted = [.. values.Order()];
        var distance = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var expected = law(sorted[i]);
            distance = Math.Max(distance, Math.Max(expected - ((double)i / sorted.Length), ((i + 1.0) / sorted.Length) - expected));
        }

        return distance;
    }

    /// <summary>The probability of a distance at least as large where the law is right, Kolmogorov's series at (√n + 0.12 + 0.11/√n)D.</summary>
    /// <remarks>M. A. Stephens, J. Roy. Statist. Soc. B 32 (1970) 115: good from n = 5 on.</remarks>
    /// <param name="distance">D.</param>
    /// <param name="count">n.</param>
    public static double Probability(double distance, int count)
    {
        var root = Math.Sqrt(count);
        var λ = (root + 0.12 + (0.11 / root)) * distance;
        if (λ < 0.3)
        {
            return 1; // the series converges slowly where all of it is 1 to nine digits
        }

        var (sum, sign) = (0.0, 1);
        for (var k = 1; k <= 100; k++, sign = -sign)
        {
            sum += sign * Math.Exp(-2 * k * k * λ * λ);
        }

        return Math.Clamp(2 * sum, 0, 1);
    }
}
