using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Linear;

namespace Loschmidt.Scattering.Solvers;

/// <summary>Pivoted elimination of all modes, lane by lane, in double: for networks with undamped modes or complex couplings.</summary>
/// <typeparam name="T">float or double: that of fields; the elimination itself is double.</typeparam>
internal sealed unsafe class DenseSolver<T> : ILaneSolver<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ScatteringNetwork _network;
    private readonly ComplexLu[] _lanes;
    private readonly ScatteringModes _modes;
    private readonly Complex[] _sample;
    private readonly Complex[] _matrix;
    private readonly Complex[] _vector;
    private double _frequency;

    /// <summary>Reserves memory.</summary>
    public DenseSolver(ScatteringNetwork network)
    {
        _network = network;
        var n = network.Modes;
        _lanes = [.. Enumerable.Range(0, Vector512<T>.Count).Select(_ => new ComplexLu(n))];
        _modes = new ScatteringModes(network);
        (_matrix, _sample, _vector) = (new Complex[n * n], new Complex[n * n], new Complex[n]);
    }

    /// <inheritdoc/>
    public int Rows => (_network.Modes + 3) / 4 * 4;

    /// <inheritdoc/>
    public int PlaceOf(int mode) => mode;

    /// <inheritdoc/>
    public void Load(NetworkAtTheta network)
    {
        var n = _network.Modes;
        Array.Clear(_matrix);
        _frequency = network.Frequency;
        for (var j = 0; j < n; j++)
        {
            _matrix[j * n + j] = network.Diagonal[j];
        }

        for (var b = 0; b < _network.Blocks.Count; b++)
        {
            var block = _network.Blocks[b];
            for (var entry = 0; entry < block.Parameters.Length; entry++)
            {
                if (block.Parameters[entry] >= 0)
                {
                    var (i, j) = (block.Rows.First + entry / block.Columns.Count, block.Columns.First + entry % block.Columns.Count);
                    var value = network.Entries[b][entry];
                    _matrix[i * n + j] = value;
                    // iJ_ba = iJ_ab*: the flux changes sign, a coupler's entry does not.
                    _matrix[j * n + i] = block.Form == CouplingForm.Complex ? new Complex(-value.Real, value.Imaginary) : value;
                }
            }
        }

    }

    /// <inheritdoc/>
    public void Factor(ReadOnlySpan<T> detunings)
    {
        var n = _network.Modes;
        for (var lane = 0; lane < _lanes.Length; lane++)
        {
            _matrix.CopyTo(_sample, 0);
            for (var site = 0; site < _network.Inputs.Count; site++)
            {
                var j = _network.Inputs[site].Mode;
                _sample[j * n + j] += new Complex(0, double.CreateTruncating(detunings[site * _lanes.Length + lane]));
            }

            var singular = _lanes[lane].Factor(_sample);
            if (singular >= 0)
            {
                throw ResonanceException.Of(_modes, _lanes[lane].NullVector(singular), _frequency);
            }
        }
    }

    /// <inheritdoc/>
    public void Solve(T* x, int columns, int firstSource, int firstNeeded, bool transposed)
    {
        var w = _lanes.Length;
        for (var lane = 0; lane < w; lane++)
        {
            for (var c = 0; c < columns; c++)
            {
                for (var j = 0; j < _vector.Length; j++)
                {
                    var at = x + ((nint)j * columns + c) * 2 * w + lane;
                    _vector[j] = j < firstSource ? 0 : new Complex(double.CreateTruncating(*at), double.CreateTruncating(at[w]));
                }

                if (transposed)
                {
                    _lanes[lane].SolveTransposed(_vector);
                }
                else
                {
                    _lanes[lane].Solve(_vector);
                }

                for (var j = 0; j < _vector.Length; j++)
                {
                    var at = x + ((nint)j * columns + c) * 2 * w + lane;
                    (*at, at[w]) = (T.CreateTruncating(_vector[j].Real), T.CreateTruncating(_vector[j].Imaginary));
                }
            }
        }
    }
}
