using System.Globalization;
using Loschmidt.Machines;

namespace Loschmidt.Reversal;

/// <summary>Finds the ancillas that were forgotten: after an echo every ancilla is as empty as it was before.</summary>
/// <remarks>
/// A pass feeds ancillas one group after another, and the echo empties them in the opposite order. Where a group was not conjugated or not sent back, its light
/// is missing from there on: groups fed later are home and empty, this one and those before it are not.
/// </remarks>
public static class AncillaAudit
{
    // A group is not empty where it holds more than this part of what the fullest one held at the turning point.
    private const double Empty = 1e-6;

    /// <summary>Σ|a|² of every group, summed over samples.</summary>
    /// <param name="machine">The machine; it is not changed.</param>
    public static double[] Census(IKeepsAncillas machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var census = new double[machine.AncillaGroups.Count];
        machine.CountAncillas(census);
        return census;
    }

    /// <summary>What the ancillas say about an echo without a nudge that has just come home; null where all are empty.</summary>
    /// <param name="machine">The machine, at home.</param>
    /// <param name="turning">What <see cref="Census"/> found at the turning point.</param>
    public static string? Describe(IKeepsAncillas machine, ReadOnlySpan<double> turning)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return Describe(machine.AncillaGroups, turning, Census(machine));
    }

    /// <summary>As of the other overload, from two counts.</summary>
    internal static string? Describe(IReadOnlyList<AncillaGroup> groups, ReadOnlySpan<double> turning, ReadOnlySpan<double> home)
    {
        var most = 0.0;
        foreach (var count in turning)
        {
            most = Math.Max(most, count);
        }

        for (var group = groups.Count - 1; group >= 0; group--)
        {
            if (home[group] > Empty * most || double.IsNaN(home[group]))
            {
                var (name, left) = (groups[group].Name, home[group].ToString("0.0e+0", CultureInfo.InvariantCulture));
                return group == groups.Count - 1
                    ? $"the last ancillas, of {name}, come home with {left} quanta instead of none: they were forgotten at the mirror, or the whole reversal is at fault"
                    : $"the ancillas of {name} come home with {left} quanta instead of none, all later ones are empty: those of {name} were not conjugated, not sent back, or the first to meet a wrong sign";
            }
        }

        return null;
    }
}
