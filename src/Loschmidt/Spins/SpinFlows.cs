using System.Numerics;

namespace Loschmidt.Spins;

/// <summary>H cut into flows that can be run exactly.</summary>
/// <remarks>
/// Exchange, anisotropy and field fall into three parts, one a component. D·(S_i × S_j) joins two different components: on a chessboard black
/// spins show one of them and white ones the other, so that each of its components takes two more parts.
/// </remarks>
internal static class SpinFlows
{
    /// <summary>The flows, the one along z last: it is the middle of every step.</summary>
    /// <param name="settings">The machine.</param>
    /// <param name="strip">Its spins.</param>
    /// <param name="firstBond">Index of the first θ of a bond; −1 where exchange is not trained.</param>
    /// <param name="firstLocal">Index of the first θ of a spin; −1 where fields are not trained.</param>
    public static SpinFlow<T>[] Of<T>(SpinWaveSettings settings, SpinStrip strip, int firstBond, int firstLocal)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var flows = new List<SpinFlow<T>>();
        foreach (var (axis, strength) in new[] { (0, settings.Dmi.X), (1, settings.Dmi.Y), (2, settings.Dmi.Z) })
        {
            if (strength != 0)
            {
                var (u, v) = ((axis + 1) % 3, (axis + 2) % 3);
                flows.Add(Skew<T>(strip, u, v, strength));
                flows.Add(Skew<T>(strip, v, u, -strength));
            }
        }

        flows.Add(Straight(0, settings.Field.X, 0, -1));
        flows.Add(Straight(1, settings.Field.Y, 0, -1));
        flows.Add(Straight(2, settings.Field.Z, settings.Anisotropy, firstLocal));
        return [.. flows];

        SpinFlow<T> Straight(int axis, double field, double anisotropy, int local)
        {
            var (axes, linear) = (new int[strip.Spins], new double[strip.Spins]);
            Array.Fill(axes, axis);
            Array.Fill(linear, -field);
            var bonds = strip.Bonds.Select((bond, index) =>
                new SpinBond(bond.From, bond.To, -settings.Exchange, firstBond < 0 ? -1 : firstBond + index));
            return new SpinFlow<T>(axes, [.. bonds], linear, -anisotropy, local, settings.Coupling);
        }
    }

    // D s_black s_white with black spins along u, white ones along v; S_i × S_j changes its sign with the bond's direction.
    private static SpinFlow<T> Skew<T>(SpinStrip strip, int u, int v, double strength)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] axes = [.. Enumerable.Range(0, strip.Spins).Select(spin => strip.IsBlack(spin) ? u : v)];
        var bonds = strip.Bonds.Select(bond =>
            new SpinBond(bond.From, bond.To, strip.IsBlack(bond.From) ? strength : -strength, -1));
        return new SpinFlow<T>(axes, [.. bonds], [], 0, -1, 0);
    }
}
