namespace Loschmidt.Numerics.Fourier;

/// <summary>Argument checks shared by the plans.</summary>
internal static class Planes
{
    /// <summary>Throws unless both planes hold [sites × lanes].</summary>
    public static void Check<T>(ReadOnlySpan<T> re, ReadOnlySpan<T> im, int sites, int lanes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lanes);
        var needed = (long)sites * lanes;
        if (re.Length < needed || im.Length < needed)
        {
            throw new ArgumentException($"planes of {re.Length} and {im.Length} cannot hold [{sites} x {lanes}]");
        }
    }
}
