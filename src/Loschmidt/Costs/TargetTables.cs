using System.Numerics;

namespace Loschmidt.Costs;

/// <summary>Turns the ways a user may spell weights and label tables into the one the costs read.</summary>
internal static class TargetTables
{
    /// <summary>One weight per site from one per site, one for all, or none (w = 1).</summary>
    public static double[] Expand(double[] weights, int sites)
    {
        if (weights.Length > 1 || sites == weights.Length)
            return weights;

        var table = new double[sites];
        Array.Fill(table, weights.Length == 0 ? 1 : weights[0]);
        return table;
    }

    /// <summary>Complex targets as (Re, Im) pairs.</summary>
    public static double[][] Pairs(Complex[][] byLabel) =>
        Array.ConvertAll(byLabel, row => row.SelectMany(z => new[] { z.Real, z.Imaginary }).ToArray());

    /// <summary>Label k lights answer k and leaves the others dark.</summary>
    public static double[][] OneHot(int answers, double value)
    {
        var table = new double[answers][];
        for (var label = 0; label < answers; label++)
        {
            table[label] = new double[answers];
            table[label][label] = value;
        }

        return table;
    }
}
