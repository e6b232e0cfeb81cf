using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Terms;

namespace Loschmidt.Experiments.Data;

/// <summary>One Ising problem: which spins of ±1 make E = −Σ_{i&lt;j} J_ij s_i s_j smallest? Its couplings are the targets of the one sample.</summary>
/// <remarks>An answer is graded by the signs of the outputs: <c>energy</c>, and up to 24 spins <c>optimum</c>, found by trying all, and <c>groundState</c>, 1 where both agree.</remarks>
public sealed class IsingDataSet : IGradesAnswers
{
    private const int MostTried = 24;

    private readonly int _spins;
    private readonly double[] _couplings;
    private readonly Lazy<double?> _optimum;

    /// <summary>Takes the couplings; the array is not copied.</summary>
    /// <param name="spins">Number of spins, at least two.</param>
    /// <param name="couplings">J_01, J_02, …, J_12, …, one a pair.</param>
    /// <exception cref="ArgumentException">There are not as many couplings as pairs.</exception>
    public IsingDataSet(int spins, double[] couplings)
    {
        ArgumentNullException.ThrowIfNull(couplings);
        if (spins < 2 || couplings.Length != spins * (spins - 1) / 2)
        {
            throw new ArgumentException($"{couplings.Length} couplings for {spins} spins; there must be one a pair, of at least two spins");
        }

        (_spins, _couplings) = (spins, couplings);
        _optimum = new(() => _spins <= MostTried ? GroundState() : null);
    }

    /// <inheritdoc/>
    public string Name => $"ising of {_spins} spins";

    /// <inheritdoc/>
    public int Count => 1;

    /// <inheritdoc/>
    public int Features => 0;

    /// <inheritdoc/>
    public int Targets => _couplings.Length;

    /// <inheritdoc/>
    public int Classes => 0;

    /// <summary>E of the ground state, by trying all states; null where they are too many.</summary>
    public double? Optimum => _optimum.Value;

    /// <summary>Couplings +1 or −1 with equal probability.</summary>
    /// <param name="spins">Number of spins.</param>
    /// <param name="bonds">Coupled pairs, a connected random graph; all pairs where null.</param>
    /// <param name="seed">Draws graph and signs.</param>
    public static IsingDataSet Draw(int spins, int? bonds, ulong seed)
    {
        var random = new RandomStream(seed, "couplings");
        var present = bonds is { } some ? new HashSet<Bond>(Graph.Random(spins, some, seed).Bonds) : null;
        var couplings = new double[spins * (spins - 1) / 2];
        for (var (i, pair) = (0, 0); i < spins; i++)
        {
            for (var j = i + 1; j < spins; j++, pair++)
            {
                couplings[pair] = present?.Contains(new Bond(i, j)) == false ? 0 : random.Uniform(0, (uint)pair) < 0.5 ? -1 : 1;
            }
        }

        return new IsingDataSet(spins, couplings);
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<int> rows, Batch destination)
    {
        DataSetRead.Begin(this, rows, destination);
        for (var lane = 0; lane < rows.Length; lane++)
        {
            DataSetRead.Spread(_couplings, destination.Targets, destination.Lanes, lane);
            destination.Labels[lane] = -1;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, double Value)> Grade(int row, ReadOnlySpan<double> outputs)
    {
        var energy = Energy(outputs);
        return Optimum is { } optimum
            ? [("energy", energy), ("optimum", optimum), ("groundState", energy <= optimum + 1e-9 ? 1 : 0)]
            : [("energy", energy)];
    }

    /// <summary>E of the signs of some numbers; 0 counts as +.</summary>
    /// <param name="spins">[spins].</param>
    public double Energy(ReadOnlySpan<double> spins)
    {
        var energy = 0.0;
        for (var (i, pair) = (0, 0); i < _spins; i++)
        {
            for (var j = i + 1; j < _spins; j++, pair++)
            {
                energy -= spins[i] < 0 == spins[j] < 0 ? _couplings[pair] : -_couplings[pair];
            }
        }

        return energy;
    }

    /// <summary>The energy it costs to turn each spin, 2 s_i Σ_j J_ij s_j.</summary>
    /// <param name="spins">[spins] of ±1.</param>
    /// <param name="rises">[spins], overwritten.</param>
    public void Rises(ReadOnlySpan<double> spins, Span<double> rises)
    {
        rises.Clear();
        for (var (i, pair) = (0, 0); i < _spins; i++)
        {
            for (var j = i + 1; j < _spins; j++, pair++)
            {
                var bond = 2 * _couplings[pair] * spins[i] * spins[j];
                rises[i] += bond;
                rises[j] += bond;
            }
        }
    }

    // All states but for a turn of everything, in the order of a Gray code: one spin turns at a time.
    private double GroundState()
    {
        var matrix = new double[_spins * _spins];
        for (var (i, pair) = (0, 0); i < _spins; i++)
        {
            for (var j = i + 1; j < _spins; j++, pair++)
            {
                matrix[(i * _spins) + j] = matrix[(j * _spins) + i] = _couplings[pair];
            }
        }

        var spins = new double[_spins];
        Array.Fill(spins, 1);
        var fields = new double[_spins];
        for (var i = 0; i < _spins; i++)
        {
            fields[i] = matrix.AsSpan(i * _spins, _spins).ToArray().Sum();
        }

        var energy = -_couplings.Sum();
        var least = energy;
        for (var state = 1L; state < 1L << (_spins - 1); state++)
        {
            var turned = System.Numerics.BitOperations.TrailingZeroCount(state);
            energy += 2 * spins[turned] * fields[turned];
            spins[turned] = -spins[turned];
            var row = matrix.AsSpan(turned * _spins, _spins);
            for (var j = 0; j < _spins; j++)
            {
                fields[j] += 2 * row[j] * spins[turned];
            }

            least = Math.Min(least, energy);
        }

        return least;
    }
}
