using System.Globalization;

namespace Loschmidt.Devices.Checks;

/// <summary>Numbers in sentences.</summary>
internal static class CheckWords
{
    /// <summary>Three digits: a check measures no share more finely.</summary>
    public static string Percent(double share) => $"{Number(Rounded(100 * share))} %";

    public static string Number(double value) => value.ToString("0.###e+0", CultureInfo.InvariantCulture) is var small && (Math.Abs(value) is < 1e-3 or >= 1e5) && value != 0
        ? small
        : value.ToString("0.####", CultureInfo.InvariantCulture);

    private static double Rounded(double value) =>
        double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
