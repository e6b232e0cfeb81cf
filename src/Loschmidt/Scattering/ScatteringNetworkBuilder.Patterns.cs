using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Scattering;

public sealed partial class ScatteringNetworkBuilder
{
    /// <summary>Couples two layers of images by a kernel that is the same everywhere: J of a pair depends on their distance alone.</summary>
    /// <remarks>
    /// Groups hold images channel by channel, row by row. Pixel (y, x) of the second layer is coupled to pixels stride·(y, x) + (k − (K−1)/2)
    /// of the first for k = 0 … K − 1 in both directions, where there are such; the tensor is [K × K × channels × channels].
    /// </remarks>
    /// <param name="rows">The larger layer.</param>
    /// <param name="side">Its images are side × side.</param>
    /// <param name="columns">The smaller layer.</param>
    /// <param name="smallSide">Its images are smallSide × smallSide.</param>
    /// <param name="kernel">K.</param>
    /// <param name="stride">Pixels of the first layer per pixel of the second.</param>
    /// <exception cref="ArgumentException">A group is no whole number of images.</exception>
    public ScatteringNetworkBuilder CoupleConvolution(
        ModeGroup rows, int side, ModeGroup columns, int smallSide, int kernel, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kernel);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        var (channels, smallChannels) = (Channels(rows, side), Channels(columns, smallSide));
        var parameters = new int[rows.Count * columns.Count];
        Array.Fill(parameters, -1);
        for (var small = 0; small < columns.Count; small++)
        {
            var (target, at) = Math.DivRem(small, smallSide * smallSide);
            var (y, x) = Math.DivRem(at, smallSide);
            for (var tap = 0; tap < kernel * kernel * channels; tap++)
            {
                var (cell, channel) = Math.DivRem(tap, channels);
                var (row, column) = (stride * y + cell / kernel - (kernel - 1) / 2, stride * x + cell % kernel - (kernel - 1) / 2);
                if (row >= 0 && row < side && column >= 0 && column < side)
                {
                    var large = (channel * side + row) * side + column;
                    parameters[large * columns.Count + small] = tap * smallChannels + target;
                }
            }
        }

        return Couple(rows, columns, CouplingForm.Real, [kernel, kernel, channels, smallChannels], parameters);
    }

    /// <summary>Couples every mode of a group to its neighbours on a square lattice, row by row.</summary>
    /// <param name="group">The group.</param>
    /// <param name="width">Modes in a row of the lattice; the whole group for a chain.</param>
    /// <param name="form">Real, or complex (Hermitian).</param>
    /// <exception cref="ArgumentException">The group is no whole number of rows.</exception>
    public ScatteringNetworkBuilder CoupleLattice(ModeGroup group, int width, CouplingForm form = CouplingForm.Real)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        var fewer = Math.Max(1, group.Count / width) * width;
        Require(
            group.Count % width == 0,
            $"{group.Name} has {group.Count} modes, which are no whole rows of {width}; "
            + $"take {fewer} or {fewer + width}");
        return CoupleWhere(group, form, (i, j) => j == i + width || (j == i + 1 && j % width != 0));
    }

    /// <summary>Couples pairs of a group that chance picks.</summary>
    /// <param name="group">The group.</param>
    /// <param name="probability">Share of pairs that are coupled; every mode gets one neighbour at least.</param>
    /// <param name="seed">Draws the graph.</param>
    /// <param name="form">Real, or complex (Hermitian).</param>
    public ScatteringNetworkBuilder CoupleRandom(ModeGroup group, double probability, ulong seed, CouplingForm form = CouplingForm.Real)
    {
        ArgumentNullException.ThrowIfNull(group);
        Require(probability is >= 0 and <= 1, $"the share of coupled pairs is {probability}; expected 0 to 1");
        var stream = new RandomStream(seed, "graph");
        return CoupleWhere(group, form, (i, j) => j == i + 1 || stream.Uniform(0, (uint)i, (uint)j) < probability);
    }

    private ScatteringNetworkBuilder CoupleWhere(ModeGroup group, CouplingForm form, Func<int, int, bool> isCoupled)
    {
        var parameters = new int[group.Count * group.Count];
        Array.Fill(parameters, -1);
        var next = 0;
        for (var i = 0; i < group.Count; i++)
        {
            for (var j = i + 1; j < group.Count; j++)
            {
                if (isCoupled(i, j))
                {
                    parameters[i * group.Count + j] = next++;
                }
            }
        }

        return Couple(group, group, form, [next], parameters);
    }

    private static int Channels(ModeGroup group, int side)
    {
        ArgumentNullException.ThrowIfNull(group);
        Require(
            side > 0 && group.Count % (side * side) == 0,
            $"{group.Name} has {group.Count} modes, which are no whole images of {side} x {side}");
        return group.Count / (side * side);
    }
}
