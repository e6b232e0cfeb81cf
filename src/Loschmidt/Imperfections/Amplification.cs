using System.Globalization;

namespace Loschmidt.Imperfections;

/// <summary>Which errors let a field grow, for the message of one that overflowed.</summary>
internal static class Amplification
{
    /// <summary>What may have made a field overflow, in words; null where no error amplifies.</summary>
    public static string? Describe(ImperfectionSettings settings)
    {
        (string Key, double Value)[] growing =
        [
            ("map.gain", settings.Map?.Gain ?? 0),
            ("map.occupation", settings.Map?.Occupation ?? 0),
            ("compensation.loss", settings.Compensation?.Loss ?? 0),
            ("reversal.gain", Math.Max(0, settings.Reversal?.Gain ?? 0)),
            ("reversal.noise", settings.Reversal?.Noise ?? 0),
        ];
        var found = growing.Where(one => one.Value > 0)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"imperfections.{one.Key}={one.Value:R}")).ToArray();
        return found.Length == 0 ? null : $"{string.Join(" and ", found)} let{(found.Length == 1 ? "s" : "")} the field grow; lower {(found.Length == 1 ? "it" : "them")} first";
    }
}
