using System.Globalization;
using System.Text;

namespace Loschmidt.Experiments.Figures;

/// <summary>Places and labels for the marks of an axis.</summary>
internal static class Ticks
{
    /// <summary>Multiples of 1, 2 or 5 times a power of ten inside a range, about <paramref name="count"/> of them.</summary>
    public static double[] Linear(double low, double high, int count)
    {
        var step = Step(low, high, count);
        var first = Math.Ceiling(low / step - 1e-9);
        var last = Math.Floor(high / step + 1e-9);
        var ticks = new double[(int)(last - first) + 1];
        for (var i = 0; i < ticks.Length; i++)
        {
            ticks[i] = (first + i) * step;
        }

        return ticks;
    }

    /// <summary>Powers of ten inside a range, thinned to <paramref name="count"/>; 1, 2, 5 where there are fewer than two.</summary>
    public static double[] Logarithmic(double low, double high, int count)
    {
        var first = (int)Math.Ceiling(Math.Log10(low) - 1e-9);
        var last = (int)Math.Floor(Math.Log10(high) + 1e-9);
        if (last - first < 1)
        {
            return Mantissas(low, high, 1, 2, 5);
        }

        var stride = (last - first) / Math.Max(1, count) + 1;
        var ticks = new List<double>();
        for (var e = first; e <= last; e += stride)
        {
            ticks.Add(Math.Pow(10, e));
        }

        return [.. ticks];
    }

    /// <summary>The unlabelled marks between powers of ten; none where the axis is too long for them to be told apart.</summary>
    public static double[] Minor(double low, double high) =>
        Math.Log10(high / low) > 6 ? [] : Mantissas(low, high, 2, 3, 4, 5, 6, 7, 8, 9);

    /// <summary>The label of a mark: as many decimals as its neighbours need, powers of ten where zeros would crowd.</summary>
    public static string Label(double value, IReadOnlyList<double> ticks)
    {
        var size = ticks.Max(Math.Abs);
        if (value == 0)
        {
            return "0";
        }

        if (size is >= 1e5 or < 1e-3)
        {
            return Power(value);
        }

        var step = ticks.Count > 1 ? ticks[1] - ticks[0] : size;
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 12);
        return Minus(value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }

    /// <summary>The label of a mark on a logarithmic axis.</summary>
    public static string LogLabel(double value) =>
        value is >= 0.01 and < 1e4 ? value.ToString("0.##", CultureInfo.InvariantCulture) : Power(value);

    /// <summary>A value in scientific notation with raised digits, such as 2.5×10⁻³.</summary>
    public static string Power(double value)
    {
        var text = value.ToString("0.##e+0", CultureInfo.InvariantCulture);
        var at = text.IndexOf('e');
        var mantissa = text[..at];
        var label = new StringBuilder();
        label.Append(mantissa switch { "1" => "", "-1" => "−", _ => Minus(mantissa) + "×" }).Append("10");
        foreach (var c in text.AsSpan(at + 1).TrimStart('+'))
        {
            label.Append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']);
        }

        return label.ToString();
    }

    private static double Step(double low, double high, int count)
    {
        var raw = (high - low) / Math.Max(1, count);
        var decade = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var mantissa = raw / decade;
        return decade * (mantissa < 1.5 ? 1 : mantissa < 3.5 ? 2 : mantissa < 7.5 ? 5 : 10);
    }

    private static double[] Mantissas(double low, double high, params ReadOnlySpan<int> mantissas)
    {
        var ticks = new List<double>();
        for (var e = (int)Math.Floor(Math.Log10(low)); e <= (int)Math.Floor(Math.Log10(high)); e++)
        {
            foreach (var m in mantissas)
            {
                var value = m * Math.Pow(10, e);
                if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9))
                {
                    ticks.Add(value);
                }
            }
        }

        return [.. ticks];
    }

    private static string Minus(string text) => text.Replace('-', '−');
}
