using System.Collections;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Composition;

/// <summary>How large a machine may become, read off its settings alone: whole numbers that count sites, units or outputs, multiplied.</summary>
/// <remarks>
/// A bound and no estimate: numbers that make a pass longer and not a machine larger are left out, everything else is taken as if it
/// multiplied everything. Who wants a machine built at a moment's notice asks first.
/// </remarks>
internal static class BuildSize
{
    /// <summary>The largest that is built while somebody waits; every preset is below.</summary>
    public const double Quick = 3e6;

    private static readonly HashSet<string> Longer = new(StringComparer.Ordinal)
    {
        "steps", "mostSteps", "convSubsteps", "denseSubsteps", "offset", "modesAcross", "modesAlong", "every", "horizon", "restarts",
        "outputSite", "outputIsland", "classes",
    };

    /// <summary>The bound of a machine's settings.</summary>
    public static double Of(object settings) => Math.Max(1, Of(settings, out var largest)) is var product && largest * largest > product
        ? largest * largest
        : product;

    private static double Of(object settings, out double largest)
    {
        (var product, largest) = (1.0, 1.0);
        foreach (var member in RecordSchema.Of(settings.GetType()).Members.Where(member => !Longer.Contains(member.Key)))
        {
            var size = Of(member, member.Property.GetValue(settings), ref largest);
            product *= size;
        }

        return product;
    }

    private static double Of(Member member, object? value, ref double largest)
    {
        switch (value)
        {
            case null or string or Enum:
                return 1;
            case int or uint or long or ulong:
                var count = Math.Max(1, Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture));
                largest = Math.Max(largest, count);
                return count;
            case IEnumerable list when member.Key is "hidden":
                var units = Math.Max(1, list.OfType<int>().Sum(unit => (double)unit));
                largest = Math.Max(largest, units);
                return units;
            case IEnumerable:
                return 1; // as long as somebody wrote it
            default:
                if (!ValueTypes.IsBlock(value.GetType()))
                    return 1;
                var inner = Of(value, out var within);
                largest = Math.Max(largest, within);
                return inner;
        }
    }
}
