namespace Loschmidt.Experiments.Training;

/// <summary>How sure a fraction of right answers is: Wilson's interval, at 95 %.</summary>
/// <remarks>
/// The p with |k/n − p| ≤ z √(p(1−p)/n), z = 1.959964: (p̂ + z²/2n ± z √(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n). Unlike p̂
/// ± z √(p̂(1−p̂)/n) it stays within [0, 1] and has a width where every answer was right.
/// <para>E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209.</para>
/// </remarks>
public static class Wilson
{
    private const double Z = 1.959963984540054;

    /// <summary>The interval.</summary>
    /// <param name="right">Right answers, 0 … <paramref name="all"/>.</param>
    /// <param name="all">Answers, at least one.</param>
    public static (double Low, double High) Interval(long right, long all)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(all);
        ArgumentOutOfRangeException.ThrowIfNegative(right);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(right, all);
        var (n, p) = ((double)all, (double)right / all);
        var middle = p + (Z * Z / (2 * n));
        var half = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
        var scale = 1 + (Z * Z / n);

        // With none or all right the ends are 0 and 1 exactly, which rounding would miss.
        return (right == 0 ? 0 : (middle - half) / scale, right == all ? 1 : (middle + half) / scale);
    }
}
