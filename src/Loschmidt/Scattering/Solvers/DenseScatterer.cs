using System.Numerics;
using Loschmidt.Numerics.Linear;

namespace Loschmidt.Scattering.Solvers;

/// <summary>A(ω) of a network at one θ and one sample's input, written out whole and eliminated with pivots: the reference.</summary>
/// <remarks>
/// A = κ_tot/2 + i(Δ − ω) + iJ. Couplers are either modes of their own, or eliminated: with χ = 1/(κ'/2 + i(Δ_c − ω)) a coupler adds g²χ to A_aa, A_bb,
/// A_ab and A_ba. Shares no code with the fast solvers on purpose.
/// </remarks>
internal sealed class DenseScatterer
{
    private readonly ScatteringNetwork _network;
    private readonly ScatteringModes _modes;
    private readonly bool _couplersAsModes;
    private readonly Complex[] _matrix;
    private readonly ComplexLu _factors;

    /// <summary>Reserves memory for a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="couplersAsModes">Whether the auxiliary modes of couplers stay in the equations, behind the network's modes.</param>
    public DenseScatterer(ScatteringNetwork network, bool couplersAsModes = false)
    {
        (_network, _modes, _couplersAsModes) = (network, new ScatteringModes(network), couplersAsModes);
        Size = couplersAsModes ? _modes.Count : network.Modes;
        _matrix = new Complex[Size * Size];
        _factors = new ComplexLu(Size);
        PortRates = new double[Size];
    }

    /// <summary>Number of equations.</summary>
    public int Size { get; }

    /// <summary>A, [size × size], row by row.</summary>
    public ReadOnlySpan<Complex> Matrix => _matrix;

    /// <summary>κ of the ports at the θ loaded last, [size].</summary>
    public double[] PortRates { get; }

    /// <summary>Writes A down and factors it.</summary>
    /// <param name="theta">θ, [parameters].</param>
    /// <param name="input">One sample's numbers, [features].</param>
    /// <param name="frequency">ω.</param>
    /// <exception cref="ResonanceException">A is singular; names the mode that rings most.</exception>
    public void Load(ReadOnlySpan<double> theta, ReadOnlySpan<double> input, double frequency = 0)
    {
        Assemble(theta, input, frequency);
        var column = _factors.Factor(_matrix);
        if (column >= 0)
        {
            throw ResonanceException.Of(_modes, _factors.NullVector(column), frequency);
        }
    }

    /// <summary>x ← A⁻¹x, [size].</summary>
    public void Solve(Span<Complex> x) => _factors.Solve(x);

    /// <summary>x ← (Aᵀ)⁻¹x, [size].</summary>
    public void SolveTransposed(Span<Complex> x) => _factors.SolveTransposed(x);

    /// <summary>a = −A⁻¹√κ a_in and a_out = a_in + √κ a.</summary>
    /// <param name="incoming">a_in, [size].</param>
    /// <param name="fields">a, [size], overwritten.</param>
    /// <param name="outgoing">a_out, [size], overwritten; zero without a port.</param>
    public void Probe(ReadOnlySpan<Complex> incoming, Span<Complex> fields, Span<Complex> outgoing)
    {
        for (var mode = 0; mode < Size; mode++)
        {
            fields[mode] = -Math.Sqrt(PortRates[mode]) * incoming[mode];
        }

        Solve(fields);
        for (var mode = 0; mode < Size; mode++)
        {
            outgoing[mode] = PortRates[mode] > 0 ? incoming[mode] + Math.Sqrt(PortRates[mode]) * fields[mode] : 0;
        }
    }

    private void Assemble(ReadOnlySpan<double> theta, ReadOnlySpan<double> input, double frequency)
    {
        Array.Clear(_matrix);
        Array.Clear(PortRates);
        var portRate = _network.Options.LearnPortRates ? _network.OffsetOf("port/rate") : -1;
        foreach (var group in _network.Groups)
        {
            var detuning = _network.OffsetOf($"detuning/{group.Name}");
            for (var j = group.First; j < group.First + group.Count; j++)
            {
                PortRates[j] = portRate < 0 ? _network.PortRates[j] : theta[portRate + j];
                Add(j, j, new Complex(0.5 * (PortRates[j] + _network.Losses[j]), theta[detuning + j - group.First] - frequency));
            }
        }

        foreach (var site in _network.Inputs)
        {
            Add(site.Mode, site.Mode, new Complex(0, site.Shift + site.Scale * input[site.Feature]));
        }

        foreach (var block in _network.Blocks.Where(block => block.Form != CouplingForm.Coupler))
        {
            var real = _network.OffsetOf($"coupling/{block.Name}");
            var imaginary = block.Form == CouplingForm.Complex ? _network.OffsetOf($"coupling/{block.Name}.imag") : -1;
            for (var entry = 0; entry < block.Parameters.Length; entry++)
            {
                if (block.Parameters[entry] is var parameter and >= 0)
                {
                    var j = new Complex(theta[real + parameter], imaginary < 0 ? 0 : theta[imaginary + parameter]);
                    var (a, b) = (block.Rows.First + entry / block.Columns.Count, block.Columns.First + entry % block.Columns.Count);
                    Add(a, b, Complex.ImaginaryOne * j);
                    Add(b, a, Complex.ImaginaryOne * Complex.Conjugate(j));
                }
            }
        }

        foreach (var coupler in _modes.Couplers)
        {
            Add(coupler, new Complex(0.5 * coupler.Loss, theta[coupler.Parameter] - frequency));
        }
    }

    private void Add(ScatteringModes.Coupler coupler, Complex diagonal)
    {
        var (a, b, c) = (coupler.First, coupler.Second, coupler.Mode);
        if (!_couplersAsModes)
        {
            var eliminated = coupler.Strength * coupler.Strength / diagonal;
            Add(a, a, eliminated);
            Add(b, b, eliminated);
            Add(a, b, eliminated);
            Add(b, a, eliminated);
            return;
        }

        Add(c, c, diagonal);
        foreach (var neighbour in (ReadOnlySpan<int>)[a, b])
        {
            Add(neighbour, c, Complex.ImaginaryOne * coupler.Strength);
            Add(c, neighbour, Complex.ImaginaryOne * coupler.Strength);
        }
    }

    private void Add(int row, int column, Complex value) => _matrix[row * Size + column] += value;
}
