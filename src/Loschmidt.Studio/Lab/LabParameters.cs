using System.Globalization;
using Loschmidt.Formulas;

namespace Loschmidt.Studio.Lab;

/// <summary>Reads what people write as parameters of their own formula: <c>EJ = 1 ± 0.3, g = 1</c>.</summary>
internal static class LabParameters
{
    private const int Most = 16;

    /// <summary>The same as the block of an experiment.</summary>
    /// <exception cref="StudioException">It cannot be read.</exception>
    public static string Yaml(string text)
    {
        var entries = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (entries.Length > Most)
            throw new StudioException($"parameters names {entries.Length} of them; the lab takes {Most}");
        return $"{{ {string.Join(", ", entries.Select(Entry))} }}";
    }

    private static string Entry(string entry)
    {
        var parts = entry.Split('=', 2, StringSplitOptions.TrimEntries);
        var numbers = parts.Length == 2 ? parts[1].Replace("+-", "±", StringComparison.Ordinal).Split('±', StringSplitOptions.TrimEntries) : [];
        if (!FormulaScope.IsName(parts[0]) || numbers.Length is 0 or > 2 || !numbers.All(IsNumber))
            throw new StudioException($"parameters: '{LabQuery.Shown(entry)}' is not name = value ± spread, such as g = 1 ± 0.3");
        return $"{parts[0]}: {{ value: {numbers[0]}{(numbers.Length == 2 ? $", spread: {numbers[1]}" : "")} }}";
    }

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value);
}
