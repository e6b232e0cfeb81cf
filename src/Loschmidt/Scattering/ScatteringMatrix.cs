using System.Numerics;
using Loschmidt.Scattering.Solvers;

namespace Loschmidt.Scattering;

/// <summary>S(ω) of a network at one θ and input, and the fields inside that each port excites.</summary>
/// <remarks>
/// S = 1 − √κ B √κ with B = A⁻¹, A = κ_tot/2 + i(Δ − ω) + iJ: rows are read, columns are probed. Modes without a port have a row and a column
/// of the unit matrix. For looking at; training has faster ways.
/// </remarks>
public sealed class ScatteringMatrix
{
    private readonly Complex[,] _resolvent;

    private ScatteringMatrix(Complex[,] resolvent, double[] portRates, double frequency) =>
        (_resolvent, PortRates, Frequency) = (resolvent, portRates, frequency);

    /// <summary>Number of modes, auxiliary modes of couplers not counted.</summary>
    public int Modes => PortRates.Count;

    /// <summary>κ of every mode's port, [modes], as in θ where they are learned.</summary>
    public IReadOnlyList<double> PortRates { get; }

    /// <summary>ω.</summary>
    public double Frequency { get; }

    /// <summary>S_rp: what leaves port <paramref name="read"/> when a unit wave enters port <paramref name="probed"/>.</summary>
    public Complex this[int read, int probed] =>
        (read == probed ? 1 : 0) - Math.Sqrt(PortRates[read] * PortRates[probed]) * _resolvent[read, probed];

    /// <summary>Solves a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="theta">θ, [parameters].</param>
    /// <param name="input">One sample's numbers, [features].</param>
    /// <param name="frequency">ω of the probe, from the reference frequency.</param>
    /// <exception cref="ArgumentException">θ or the input has another length than the network's or is not finite, or a port rate in θ is
    /// negative; names the mode or the parameter.</exception>
    /// <exception cref="ResonanceException">The network has no steady state at this frequency.</exception>
    public static ScatteringMatrix Of(
        ScatteringNetwork network, ReadOnlySpan<double> theta, ReadOnlySpan<double> input, double frequency = 0)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (theta.Length != network.Parameters.Count || input.Length != network.Features)
        {
            throw new ArgumentException(
                $"the network has {network.Parameters.Count} parameters and {network.Features} inputs, not {theta.Length} and {input.Length}",
                theta.Length != network.Parameters.Count ? nameof(theta) : nameof(input));
        }

        network.RequirePassive(theta);
        ScatteringNetwork.RequireFinite(input, frequency);
        var dense = new DenseScatterer(network);
        dense.Load(theta, input, frequency);
        var resolvent = new Complex[dense.Size, dense.Size];
        var column = new Complex[dense.Size];
        for (var p = 0; p < dense.Size; p++)
        {
            Array.Clear(column);
            column[p] = 1;
            dense.Solve(column);
            for (var r = 0; r < dense.Size; r++)
            {
                resolvent[r, p] = column[r];
            }
        }

        return new ScatteringMatrix(resolvent, dense.PortRates, frequency);
    }

    /// <summary>B_jl = (A⁻¹)_jl, the response of mode j to a force on mode l; i times Green's function.</summary>
    public Complex Resolvent(int mode, int source) => _resolvent[mode, source];

    /// <summary>The field at a mode when a unit wave enters a port: a_j = −B_jp √κ_p.</summary>
    public Complex Field(int mode, int probed) => -_resolvent[mode, probed] * Math.Sqrt(PortRates[probed]);

    /// <summary>Copies S, [modes × modes], rows read, columns probed; allocates.</summary>
    public Complex[,] ToArray()
    {
        var all = new Complex[Modes, Modes];
        for (var r = 0; r < Modes; r++)
        {
            for (var p = 0; p < Modes; p++)
            {
                all[r, p] = this[r, p];
            }
        }

        return all;
    }
}
