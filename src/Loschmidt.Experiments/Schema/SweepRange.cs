using System.Globalization;

namespace Loschmidt.Experiments.Schema;

/// <summary>A stretch of numbers from which a sweep draws.</summary>
/// <param name="Low">Smallest number.</param>
/// <param name="High">Largest number.</param>
/// <param name="Logarithmic">Whether equal parts have equal ratios rather than equal differences.</param>
/// <param name="Whole">Whether numbers are rounded down to whole ones, both ends included.</param>
internal sealed record SweepRange(double Low, double High, bool Logarithmic, bool Whole)
{
    /// <summary>Reads <c>low .. high</c> with nothing, <c>log</c> or <c>whole</c> behind; null where it is anything else.</summary>
    public static SweepRange? TryParse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is not (3 or 4) || words[1] != ".."
            || !double.TryParse(words[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var low)
            || !double.TryParse(words[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var high)
            || !double.IsFinite(low) || !double.IsFinite(high) || low >= high)
        {
            return null;
        }

        var kind = words.Length == 4 ? words[3] : "";
        return kind switch
        {
            "" => new SweepRange(low, high, false, false),
            "whole" when Math.Floor(low) == low && Math.Floor(high) == high => new SweepRange(low, high, false, true),
            "log" when low > 0 => new SweepRange(low, high, true, false),
            _ => null,
        };
    }

    /// <summary>The number at a place in [0, 1).</summary>
    public double At(double place) =>
        Whole ? Math.Min(High, Math.Floor(Low + (place * (High - Low + 1))))
            : Logarithmic ? Low * Math.Pow(High / Low, place) : Low + (place * (High - Low));
}
