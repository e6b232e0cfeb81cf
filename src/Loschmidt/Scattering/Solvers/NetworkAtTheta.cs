using System.Numerics;

namespace Loschmidt.Scattering.Solvers;

/// <summary>The matrix A of a network at one θ and frequency, but for the input: diagonal, and off-diagonal entries by block.</summary>
/// <remarks>
/// Off the diagonal A_ab = iJ_ab. Auxiliary modes of couplers are eliminated here: with χ_c = 1/(κ'_c/2 + i(Δ_c − ω)) each adds g²χ_c to A_ab,
/// A_ba, A_aa and A_bb.
/// </remarks>
internal sealed class NetworkAtTheta
{
    /// <summary>Reserves memory for a network.</summary>
    public NetworkAtTheta(ScatteringNetwork network)
    {
        Network = network;
        Diagonal = new Complex[network.Modes];
        PortRates = [.. network.PortRates];
        Entries = [.. network.Blocks.Select(block => new Complex[block.Parameters.Length])];
        Couplers = [.. network.Blocks.Select(block => block.Form == CouplingForm.Coupler ? new Complex[block.Parameters.Length] : [])];
    }

    /// <summary>The network.</summary>
    public ScatteringNetwork Network { get; }

    /// <summary>A_jj at input shift and scale 0: κ_tot/2 + i(θ_j − ω), and what couplers add; [modes].</summary>
    public Complex[] Diagonal { get; }

    /// <summary>A_ab of every block, [rows × columns]; A_ba is the same for real and coupler blocks, iJ_ab* for complex ones.</summary>
    public Complex[][] Entries { get; }

    /// <summary>χ_c of the auxiliary modes of every block, [rows × columns]; empty for other blocks.</summary>
    public Complex[][] Couplers { get; }

    /// <summary>κ of the ports, as learned or as built; [modes].</summary>
    public double[] PortRates { get; }

    /// <summary>ω.</summary>
    public double Frequency { get; private set; }

    /// <summary>Reads θ.</summary>
    /// <param name="theta">θ, [parameters].</param>
    /// <param name="frequency">ω.</param>
    public void Load(ReadOnlySpan<double> theta, double frequency)
    {
        Frequency = frequency;
        if (Network.Ports >= 0)
        {
            theta.Slice(Network.Ports, Network.Modes).CopyTo(PortRates);
        }

        for (var g = 0; g < Network.Groups.Count; g++)
        {
            for (var mode = 0; mode < Network.Groups[g].Count; mode++)
            {
                var j = Network.Groups[g].First + mode;
                Diagonal[j] = new Complex(0.5 * (PortRates[j] + Network.Losses[j]), theta[Network.Detunings[g] + mode] - frequency);
            }
        }

        for (var b = 0; b < Entries.Length; b++)
        {
            Load(b, theta, frequency);
        }
    }

    private void Load(int index, ReadOnlySpan<double> theta, double frequency)
    {
        var (block, entries, couplers) = (Network.Blocks[index], Entries[index], Couplers[index]);
        var (offset, imaginary) = (Network.Couplings[index], Network.Fluxes[index]);
        for (var entry = 0; entry < entries.Length; entry++)
        {
            var parameter = block.Parameters[entry];
            if (parameter < 0)
            {
                continue;
            }

            if (block.Form != CouplingForm.Coupler)
            {
                // i(Re J + i Im J)
                var flux = block.Form == CouplingForm.Complex ? theta[imaginary + parameter] : 0;
                entries[entry] = new Complex(-flux, theta[offset + parameter]);
                continue;
            }

            var χ = 1 / new Complex(0.5 * block.CouplerLoss, theta[offset + parameter] - frequency);
            couplers[entry] = χ;
            entries[entry] = block.CouplerStrength * block.CouplerStrength * χ;
            Diagonal[block.Rows.First + entry / block.Columns.Count] += entries[entry];
            Diagonal[block.Columns.First + entry % block.Columns.Count] += entries[entry];
        }
    }
}
