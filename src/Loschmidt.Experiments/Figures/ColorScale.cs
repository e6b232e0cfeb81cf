namespace Loschmidt.Experiments.Figures;

/// <summary>Which value has which colour.</summary>
/// <param name="Minimum">Value at the low end of the map.</param>
/// <param name="Maximum">Value at the high end of the map.</param>
/// <param name="Map">The colours.</param>
public sealed record ColorScale(double Minimum, double Maximum, ColorMap Map)
{
    /// <summary>Power by which values become positions on the map: 1 is linear, ½ lifts what is faint.</summary>
    public double Exponent { get; init; } = 1;

    /// <summary>A scale that fits the finite values: symmetric about zero if signed, from zero if none is negative.</summary>
    /// <param name="fields">Everything that shall share the scale.</param>
    /// <param name="signed">Whether zero is the middle of the scale.</param>
    public static ColorScale Fit(IEnumerable<double[]> fields, bool signed)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var field in fields)
        {
            foreach (var value in field)
            {
                if (double.IsFinite(value))
                {
                    low = Math.Min(low, value);
                    high = Math.Max(high, value);
                }
            }
        }

        if (low > high)
        {
            (low, high) = (0, 0); // nothing finite: an honest empty scale rather than a crash
        }

        if (signed)
        {
            var size = Math.Max(-low, high);
            return new ColorScale(size > 0 ? -size : -1, size > 0 ? size : 1, ColorMap.Diverging);
        }

        low = Math.Min(low, 0);
        return new ColorScale(low, high > low ? high : low + 1, ColorMap.Sequential);
    }

    /// <summary>The colour of a value; values beyond the ends take the colour of the end.</summary>
    /// <param name="value">A finite value.</param>
    public Rgb At(double value) => Map.At(Position(value));

    /// <summary>Where a value lies between the ends of the map, 0…1.</summary>
    internal double Position(double value) =>
        Math.Pow(Math.Clamp((value - Minimum) / (Maximum - Minimum), 0, 1), Exponent);

    /// <summary>The level of a value among <paramref name="levels"/>, or −1 where it is not finite.</summary>
    internal int Level(double value, int levels) =>
        double.IsFinite(value) ? (int)Math.Round(Position(value) * (levels - 1)) : -1;
}
