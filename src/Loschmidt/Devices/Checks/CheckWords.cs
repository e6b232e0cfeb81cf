using System.Globalization;

namespace Loschmidt.Devices.Checks;

/// <summary>Numbers in sentences.</summary>
internal static class CheckWords
{
    public static string Percent(double share) => $"{Number(100 * share)} %";

    public static string Number(double value) => value.ToString("0.###e+0", CultureInfo.InvariantCulture) is var small && (Math.Abs(value) is < 1e-3 or >= 1e5) && value != 0
        ? small
        : value.ToString("0.####", CultureInfo.InvariantCulture);
}
