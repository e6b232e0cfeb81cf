using System.Globalization;

namespace Loschmidt.Experiments.Reports;

/// <summary>Numbers as people read them.</summary>
public static class Units
{
    /// <summary>A duration: 850 ms, 12.3 s, 4 min 05 s, 2 h 10 min.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } => $"{time.Minutes} min {time.Seconds:00} s",
        _ => $"{(long)time.TotalHours} h {time.Minutes:00} min",
    };

    /// <summary>A duration given in seconds; a dash where it is not known.</summary>
    public static string Duration(double seconds) =>
        double.IsFinite(seconds) && seconds is >= 0 and < 1e9 ? Duration(TimeSpan.FromSeconds(seconds)) : "–";

    /// <summary>An amount of memory in binary units.</summary>
    public static string Bytes(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var (value, unit) = ((double)bytes, 0);
        while (Math.Abs(value) >= 1024 && unit < units.Length - 1)
        {
            (value, unit) = (value / 1024, unit + 1);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {units[unit]}");
    }

    /// <summary>A number with four significant digits.</summary>
    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>An error or an ε: 1.3e-10, or 1.98 between a tenth and a hundred.</summary>
    public static string Short(double value) => value == 0 ? "0"
        : Math.Abs(value) is >= 0.1 and < 100 ? value.ToString("0.##", CultureInfo.InvariantCulture)
        : value.ToString("0.0e+0", CultureInfo.InvariantCulture);

    /// <summary>A count, rounded to a whole number.</summary>
    public static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    /// <summary>A metric: accuracies in per cent, everything else as a number.</summary>
    public static string Metric(string name, double value) => name.EndsWith("ccuracy", StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.##} %")
        : Number(value);

    /// <summary>A metric with what it is measured by, where its name does not say so.</summary>
    public static string Measured(string name, double value) =>
        Metric(name, value) + (name == "echoError" ? " of the state" : "");

    /// <summary>The name of a metric at the beginning of a sentence.</summary>
    public static string Sentence(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return char.ToUpperInvariant(name[0]) + Words(name)[1..];
    }

    /// <summary>The name of a metric in words: <c>testAccuracy</c> is "test accuracy".</summary>
    public static string Words(string name) =>
        string.Concat(name.Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString()));
}
