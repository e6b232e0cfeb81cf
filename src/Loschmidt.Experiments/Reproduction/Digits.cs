using System.Globalization;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Numbers inside sentences, with as many digits as are meant.</summary>
internal static class Digits
{
    /// <summary>With a number of decimals.</summary>
    public static string Fixed(double value, int decimals) =>
        value.ToString($"F{decimals}", CultureInfo.InvariantCulture);

    /// <summary>As a power of ten with a number of decimals before it.</summary>
    public static string Power(double value, int decimals = 0) =>
        value.ToString(decimals == 0 ? "0e+0" : $"0.{new string('0', decimals)}e+0", CultureInfo.InvariantCulture);

    /// <summary>In per cent, with a number of decimals.</summary>
    public static string PerCent(double value, int decimals = 1) =>
        (100 * value).ToString($"F{decimals}", CultureInfo.InvariantCulture) + " %";
}
