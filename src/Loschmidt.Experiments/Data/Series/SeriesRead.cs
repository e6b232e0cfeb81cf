namespace Loschmidt.Experiments.Data.Series;

/// <summary>What every set of series checks before it reads.</summary>
internal static class SeriesRead
{
    /// <summary>Holds a piece to its sample.</summary>
    /// <exception cref="ArgumentException">The span is not whole steps.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The piece leaves the sample.</exception>
    public static void Require(int start, int length, int channels, int steps)
    {
        var (count, rest) = Math.DivRem(length, channels);
        if (rest != 0)
            throw new ArgumentException($"{length} numbers are not whole steps of {channels} channels", nameof(length));
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)start + count, steps, nameof(start));
    }
}
