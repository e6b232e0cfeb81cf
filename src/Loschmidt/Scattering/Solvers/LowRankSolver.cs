using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics;

namespace Loschmidt.Scattering.Solvers;

/// <summary>Eliminates everything but the input modes once per θ; what is left per sample is as large as the input.</summary>
/// <remarks>
/// M = A_QQ⁻¹ A_QI and N = A_QQ⁻¹ restricted to the modes that sources or read-outs sit at do not depend on the sample.
/// (A_II(x) − A_IQ M) u_I = b_I − Mᵀ b_Q,  u_Q = N b_Q − M u_I. The same as updating B by the rank of the input, in a form that stays
/// symmetric and divides by no input (many pixels are zero).
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class LowRankSolver<T> : ILaneSolver<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ModeOrder _order;
    private readonly int[] _sources;
    private readonly LaneFactor<T> _factor;
    private readonly RestElimination _elimination;
    private readonly SharedCoupling<T> _away;
    private readonly SharedCoupling<T> _sourcesIn;
    private readonly SharedCoupling<T> _sourcesOut;
    private readonly AlignedBuffer<T> _sum = new(LaneTiles<T>.Tile);
    private readonly T[] _restRe;
    private readonly T[] _restIm;
    private readonly int _restRows;
    private AlignedBuffer<T> _gathered = new(0);

    /// <summary>Plans the elimination.</summary>
    /// <param name="order">Input modes and the rest.</param>
    /// <param name="sources">Modes of the rest that right-hand sides may differ from zero at.</param>
    public LowRankSolver(ModeOrder order, IEnumerable<int> sources)
    {
        _order = order;
        _sources = [.. sources.Where(mode => !order.IsInput(mode)).Distinct().Select(order.IndexOf).Order()];
        _factor = new LaneFactor<T>(new int[order.Inputs]);
        _elimination = new RestElimination(order.Rest, order.Inputs + _sources.Length);
        _restRows = (order.Rest + 3) / 4 * 4;
        _away = new SharedCoupling<T>(order.Rest, order.Inputs, real: false);
        _sourcesIn = new SharedCoupling<T>(_sources.Length, order.Inputs, real: false);
        _sourcesOut = new SharedCoupling<T>(order.Rest, _sources.Length, real: false);
        (_restRe, _restIm) = (new T[order.Inputs * (order.Inputs + 1) / 2], new T[order.Inputs * (order.Inputs + 1) / 2]);
    }

    /// <inheritdoc/>
    public int Rows => _factor.Padded + _restRows;

    /// <inheritdoc/>
    public int PlaceOf(int mode) => _order.IsInput(mode) ? _order.IndexOf(mode) : _factor.Padded + _order.IndexOf(mode);

    /// <inheritdoc/>
    public void Load(NetworkAtTheta network)
    {
        var (d, rest) = (_order.Inputs, _order.Rest);
        var reduced = new Complex[d, d];
        _elimination.Clear();
        for (var q = 0; q < rest; q++)
        {
            _elimination.Set(q, q, network.Diagonal[_order.RestAt(q)]);
        }

        for (var j = 0; j < d; j++)
        {
            reduced[j, j] = network.Diagonal[_order.InputAt(j)];
        }

        var reaching = new List<(int Input, int Neighbour, Complex Value)>();
        foreach (var (first, second, block, entry) in _order.Couplings)
        {
            var value = network.Entries[block][entry];
            var (a, b) = (_order.IndexOf(first), _order.IndexOf(second));
            if (!_order.IsInput(first))
            {
                _elimination.Set(a, b, value);
            }
            else if (_order.IsInput(second))
            {
                reduced[Math.Max(a, b), Math.Min(a, b)] = value;
            }
            else
            {
                _elimination.SetSource(b, a, value);
                reaching.Add((a, b, value));
            }
        }

        for (var s = 0; s < _sources.Length; s++)
        {
            _elimination.SetSource(_sources[s], d + s, 1);
        }

        _elimination.Solve();
        foreach (var (input, q, value) in reaching)
        {
            for (var column = 0; column <= input; column++)
            {
                reduced[input, column] -= value * _elimination[q, column];
            }
        }

        Keep(reduced);
    }

    /// <inheritdoc/>
    public void Factor(ReadOnlySpan<T> detunings)
    {
        var w = Vector512<T>.Count;
        for (var row = 0; row < _order.Inputs; row++)
        {
            var to = _factor.Row(row);
            var from = row * (row + 1) / 2;
            for (var column = 0; column <= row; column++)
            {
                Vector512.Create(_restRe[from + column]).Store(to + 2 * column * w);
                Vector512.Create(_restIm[from + column]).Store(to + 2 * column * w + w);
            }

            var diagonal = to + 2 * row * w + w;
            (Vector512.Load(diagonal) + Vector512.Create<T>(detunings.Slice(row * w, w))).Store(diagonal);
        }

        _factor.Factor();
    }

    /// <inheritdoc/>
    public void Solve(T* x, int columns, int firstSource, int firstNeeded, bool transposed)
    {
        var number = LaneTiles<T>.Number;
        var stride = columns * number;
        var rest = x + _factor.Padded * stride;
        if (firstSource >= _factor.Padded)
        {
            new Span<T>(x, (int)(_factor.Padded * stride)).Clear();
        }

        Gather(rest, columns);
        for (var c = 0; c < columns; c += 2)
        {
            for (var j = 0; j < _order.Inputs; j += 4)
            {
                _sourcesIn.TransposedTimes(j, _gathered.Pointer + c * number, stride, _sources.Length, _sum.Pointer);
                for (var e = 0; e < 8 && j + e / 2 < _order.Inputs; e++)
                {
                    Subtract(x + (j + e / 2) * stride + (c + e % 2) * number, _sum.Pointer + e * number);
                }
            }
        }

        _factor.SolveForward(x, columns, 0);
        _factor.SolveBackward(x, columns, 0, 0);
        for (var q = Math.Max(0, firstNeeded - _factor.Padded) / 4 * 4; q < _restRows; q += 4)
        {
            for (var c = 0; c < columns; c += 2)
            {
                _sourcesOut.Times(q, _gathered.Pointer + c * number, stride, _sources.Length, _sum.Pointer);
                for (var e = 0; e < 8; e++)
                {
                    Copy(rest + (q + e / 2) * stride + (c + e % 2) * number, _sum.Pointer + e * number);
                }

                _away.Times(q, x + c * number, stride, _order.Inputs, _sum.Pointer);
                for (var e = 0; e < 8; e++)
                {
                    Subtract(rest + (q + e / 2) * stride + (c + e % 2) * number, _sum.Pointer + e * number);
                }
            }
        }
    }

    /// <summary>Takes over M, N and A_II − A_IQ M.</summary>
    private void Keep(Complex[,] reduced)
    {
        for (var row = 0; row < _order.Inputs; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var value = reduced[row, column];
                var at = row * (row + 1) / 2 + column;
                (_restRe[at], _restIm[at]) = (T.CreateTruncating(value.Real), T.CreateTruncating(value.Imaginary));
            }
        }

        for (var q = 0; q < _order.Rest; q++)
        {
            for (var j = 0; j < _order.Inputs; j++)
            {
                _away.Set(q, j, _elimination[q, j]);
            }

            for (var s = 0; s < _sources.Length; s++)
            {
                _sourcesOut.Set(q, s, _elimination[q, _order.Inputs + s]);
            }
        }

        for (var s = 0; s < _sources.Length; s++)
        {
            for (var j = 0; j < _order.Inputs; j++)
            {
                _sourcesIn.Set(s, j, _elimination[_sources[s], j]);
            }
        }
    }

    private void Gather(T* rest, int columns)
    {
        var stride = (int)(columns * LaneTiles<T>.Number);
        if (_gathered.Length < _sources.Length * stride)
        {
            _gathered = new AlignedBuffer<T>(_sources.Length * stride);
        }

        for (var s = 0; s < _sources.Length; s++)
        {
            new ReadOnlySpan<T>(rest + (nint)_sources[s] * stride, stride).CopyTo(_gathered.Span.Slice(s * stride, stride));
        }
    }

    private static void Copy(T* to, T* from)
    {
        Vector512.Load(from).Store(to);
        Vector512.Load(from + Vector512<T>.Count).Store(to + Vector512<T>.Count);
    }

    private static void Subtract(T* a, T* b)
    {
        var w = Vector512<T>.Count;
        (Vector512.Load(a) - Vector512.Load(b)).Store(a);
        (Vector512.Load(a + w) - Vector512.Load(b + w)).Store(a + w);
    }
}
