using Loschmidt.Machines;

namespace Loschmidt.Scattering;

/// <summary>All modes of a network, the auxiliary ones of its couplers included, as a laboratory counts them.</summary>
/// <remarks>
/// The modes of the network come first; then, block by block and row by row, one for every coupling that is made by a coupler. Auxiliary modes have no
/// port; their detunings are parameters like any other.
/// </remarks>
internal sealed class ScatteringModes
{
    /// <summary>Lists the modes of a network.</summary>
    public ScatteringModes(ScatteringNetwork network)
    {
        var groups = network.Groups.ToList();
        var couplers = new List<Coupler>();
        foreach (var block in network.Blocks.Where(block => block.Form == CouplingForm.Coupler))
        {
            var first = network.Modes + couplers.Count;
            var offset = network.OffsetOf($"coupler/{block.Name}");
            for (var entry = 0; entry < block.Parameters.Length; entry++)
            {
                if (block.Parameters[entry] >= 0)
                {
                    couplers.Add(new Coupler(
                        network.Modes + couplers.Count, offset + block.Parameters[entry], block.Rows.First + entry / block.Columns.Count,
                        block.Columns.First + entry % block.Columns.Count, block.CouplerStrength, block.CouplerLoss));
                }
            }

            groups.Add(new ModeGroup($"coupler {block.Name}", first, network.Modes + couplers.Count - first));
        }

        Groups = groups;
        Couplers = couplers;
        PortRates = [.. network.PortRates, .. Enumerable.Repeat(0.0, couplers.Count)];
    }

    /// <summary>Number of modes.</summary>
    public int Count => PortRates.Count;

    /// <summary>Groups of the network, and one for the couplers of every block.</summary>
    public IReadOnlyList<ModeGroup> Groups { get; }

    /// <summary>The auxiliary modes.</summary>
    public IReadOnlyList<Coupler> Couplers { get; }

    /// <summary>κ as built, [modes].</summary>
    public IReadOnlyList<double> PortRates { get; }

    /// <summary>What a mode is called in messages.</summary>
    public string NameOf(int mode)
    {
        var group = Groups.First(one => mode < one.First + one.Count);
        return $"mode {mode - group.First} of {group.Name}";
    }

    /// <summary>An auxiliary mode.</summary>
    /// <param name="Mode">Its index.</param>
    /// <param name="Parameter">Index in θ of its detuning.</param>
    /// <param name="First">One neighbour.</param>
    /// <param name="Second">The other.</param>
    /// <param name="Strength">g, its coupling to both.</param>
    /// <param name="Loss">κ'.</param>
    public readonly record struct Coupler(int Mode, int Parameter, int First, int Second, double Strength, double Loss);
}
