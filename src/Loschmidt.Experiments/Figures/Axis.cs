namespace Loschmidt.Experiments.Figures;

/// <summary>An axis of a chart.</summary>
/// <param name="Label">What it shows.</param>
/// <param name="Unit">Its unit; empty for a pure number.</param>
/// <param name="Logarithmic">Whether equal distances are equal ratios; values that are not positive are then left out.</param>
public sealed record Axis(string Label, string Unit = "", bool Logarithmic = false)
{
    internal string Caption => Unit.Length == 0 ? Label : $"{Label} ({Unit})";

    internal bool Shows(double value) => double.IsFinite(value) && (!Logarithmic || value > 0);

    /// <summary>The range that shows all values with a little air around them.</summary>
    internal (double Low, double High) Range(IEnumerable<double> values, double air)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (Shows(value))
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }

        if (low > high)
        {
            return Logarithmic ? (0.1, 1) : (0, 1);
        }

        if (Logarithmic)
        {
            var margin = Math.Pow(high / low, air);
            return high > low ? (low / margin, high * margin) : (low / 2, high * 2);
        }

        var span = high - low;
        if (span == 0)
        {
            span = high == 0 ? 1 : Math.Abs(high);
            return (low - span / 2, high + span / 2);
        }

        // A quantity that comes near zero without crossing it is read against zero.
        return air > 0 && low >= 0 && low < 0.3 * high
            ? (0, high + air * span)
            : (low - air * span, high + air * span);
    }

    /// <summary>Position 0…1 of a value in a range.</summary>
    internal double Position(double value, (double Low, double High) range) => Logarithmic
        ? Math.Log(value / range.Low) / Math.Log(range.High / range.Low)
        : (value - range.Low) / (range.High - range.Low);
}
