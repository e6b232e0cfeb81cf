using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Loschmidt.Experiments.Schema;

/// <summary>One key of a sweep and what it runs through.</summary>
/// <param name="Key">Path with dots.</param>
/// <param name="Values">YAML texts of the values, in order; empty for a range.</param>
/// <param name="Range">The range; null for a list.</param>
internal sealed record SweepAxis(string Key, IReadOnlyList<string> Values, SweepRange? Range)
{
    /// <summary>Reads <c>[a, b, c]</c> or <c>low .. high [log|whole]</c>.</summary>
    public static bool TryParse(
        string key, string text, [NotNullWhen(true)] out SweepAxis? axis, [NotNullWhen(false)] out string? problem)
    {
        (axis, problem) = (null, null);
        var problems = new List<ExperimentProblem>();
        switch (YamlReader.ReadValue(text, new SourcePosition(key), problems))
        {
            case SequenceNode { Items.Count: > 0 } list when problems.Count == 0:
                axis = new SweepAxis(key, [.. list.Items.Select(YamlText.Flow)], null);
                return true;
            case ScalarNode scalar when SweepRange.TryParse(scalar.Text) is { } range:
                axis = new SweepAxis(key, [], range);
                return true;
            default:
                problem = $"expects for '{key}' a list such as [1, 2, 5] or a range such as 0 .. 6, 1e-4 .. 0.1 log or 10 .. 50 whole";
                return false;
        }
    }

    /// <summary>The YAML text of the value at a place in [0, 1) along the axis.</summary>
    public string At(double place) =>
        Range is { } range ? range.At(place).ToString("R", CultureInfo.InvariantCulture)
            : Values[Math.Min(Values.Count - 1, (int)(place * Values.Count))];
}
