using System.Globalization;
using System.Text;

namespace Loschmidt.Benchmarks;

/// <summary>A race as a table: own times first, then the peers with the factor by which they are slower.</summary>
internal static class RaceReport
{
    /// <summary>The word in a table that says that two contenders did not do the same work.</summary>
    public const string Disagreement = "DIFFERS";

    /// <summary>One table and what is to be said under it.</summary>
    /// <param name="results">The first is ours.</param>
    /// <param name="work">What a step is, such as <c>HEB step</c>.</param>
    /// <param name="perStep">Further unit and how many of it a step has, such as 100 lattice steps; or null.</param>
    /// <param name="tolerance">Largest relative difference of cost or gradient that counts as the same work.</param>
    public static string Table(
        IReadOnlyList<Race.Result> results, string work, (string Unit, int Count)? perStep, double tolerance)
    {
        var own = results[0];
        var unit = perStep is { } u ? $"µs per {u.Unit}" : "gradient checksum";
        var table = new MarkdownTable(
            "contender", $"ms per {work}", "best", unit, "ours is faster by", "by best times", "agrees to");
        foreach (var result in results)
        {
            var third = perStep is { } p
                ? Text($"{1000 * result.Median / p.Count:0.0}")
                : Text($"{result.Check?.Checksum:0.00000}");
            table.Add(
                result.Name,
                Text($"{result.Median:0.000}"),
                Text($"{result.Best:0.000}"),
                third,
                result == own ? "" : Text($"{result.Median / own.Median:0.00}x"),
                result == own ? "" : Text($"{result.Best / own.Best:0.00}x"),
                result == own ? "" : Agreement(result.Check, own.Check, tolerance));
        }

        return table.ToString();
    }

    private static string Agreement(Check? check, Check? own, double tolerance)
    {
        if (check is null || own is null)
        {
            return "-";
        }

        var difference = check.DifferenceTo(own);
        return difference <= tolerance ? Text($"{difference:0e+00}") : Text($"{Disagreement} {difference:0e+00}");
    }

    /// <summary>The programs and versions, each once.</summary>
    public static string Versions(IEnumerable<Race.Result> results)
    {
        var text = new StringBuilder();
        foreach (var version in results.Select(r => r.Version).Distinct(StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {version}");
        }

        return text.ToString();
    }

    private static string Text(FormattableString value) => FormattableString.Invariant(value);
}
