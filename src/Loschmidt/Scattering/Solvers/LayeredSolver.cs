using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics;

namespace Loschmidt.Scattering.Solvers;

/// <summary>Eliminates the input modes in closed form, then the rest by LDLᵀ in the envelope of its zeros: layer by layer in a layered network.</summary>
/// <remarks>
/// Input modes are not coupled among themselves, so A_II(x) is diagonal: χ = 1/A_II.  Ã = A_QQ − G_QI χ G_IQ, Ã u_Q = b_Q − G_QI χ b_I,
/// u_I = χ(b_I − G_IQ u_Q).
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class LayeredSolver<T> : ILaneSolver<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ModeOrder _order;
    private readonly LaneFactor<T> _factor;
    private readonly SharedCoupling<T> _coupling;
    private readonly AlignedBuffer<T> _χ;
    private readonly AlignedBuffer<T> _pair;
    private readonly AlignedBuffer<T> _sum = new(LaneTiles<T>.Tile);
    private readonly AlignedBuffer<T> _restRe;
    private readonly AlignedBuffer<T> _restIm;
    private readonly T[] _inputRe;
    private readonly T[] _inputIm;
    private readonly int _inputRows;
    private readonly (int Entry, int Row, int Column)[][] _places;
    private readonly (int From, int To) _heard;

    /// <summary>Plans the elimination.</summary>
    /// <param name="order">Input modes and the rest.</param>
    public LayeredSolver(ModeOrder order)
    {
        _order = order;
        _inputRows = (order.Inputs + 3) / 4 * 4;
        _heard = order.Heard;
        _factor = new LaneFactor<T>(order.Envelope());
        _coupling = new SharedCoupling<T>(order.Inputs, _heard.To - _heard.From, order.InputsAreReal);
        _χ = new AlignedBuffer<T>(_inputRows * LaneTiles<T>.Number);
        _pair = new AlignedBuffer<T>(_inputRows * 2 * LaneTiles<T>.Number);
        var packed = (long)order.Rest * (order.Rest + 1) / 2;
        (_restRe, _restIm) = (new AlignedBuffer<T>(packed), new AlignedBuffer<T>(packed));
        (_inputRe, _inputIm) = (new T[order.Inputs], new T[order.Inputs]);
        _places =
        [
            .. order.Couplings.GroupBy(one => one.Block).OrderBy(block => block.Key).Select(block => block.Select(one => order.IsInput(one.First)
                ? (one.Entry, order.IndexOf(one.First), order.IndexOf(one.Second) - _heard.From)
                : (one.Entry, -1 - order.IndexOf(one.First), order.IndexOf(one.Second))).ToArray()),
        ];
    }

    /// <inheritdoc/>
    public int Rows => _inputRows + _factor.Padded;

    /// <inheritdoc/>
    public int PlaceOf(int mode) => _order.IsInput(mode) ? _order.IndexOf(mode) : _inputRows + _order.IndexOf(mode);

    /// <inheritdoc/>
    public void Load(NetworkAtTheta network)
    {
        for (var j = 0; j < _order.Inputs; j++)
        {
            var diagonal = network.Diagonal[_order.InputAt(j)];
            (_inputRe[j], _inputIm[j]) = (T.CreateTruncating(diagonal.Real), T.CreateTruncating(diagonal.Imaginary));
        }

        for (var q = 0; q < _order.Rest; q++)
        {
            SetRest(q, q, network.Diagonal[_order.RestAt(q)]);
        }

        for (var b = 0; b < network.Entries.Length; b++)
        {
            Load(network.Entries[b], _places[b]);
        }
    }

    /// <summary>Entries of one block to where they belong: (row, column), rows of input modes as they are, of the rest as −1 − row.</summary>
    private void Load(Complex[] entries, (int Entry, int Row, int Column)[] places)
    {
        foreach (var (entry, row, column) in places)
        {
            if (row >= 0)
            {
                _coupling.Set(row, column, entries[entry]);
            }
            else
            {
                SetRest(-1 - row, column, entries[entry]);
            }
        }
    }

    /// <inheritdoc/>
    public void Factor(ReadOnlySpan<T> detunings)
    {
        var w = Vector512<T>.Count;
        var number = LaneTiles<T>.Number;
        for (var j = 0; j < _order.Inputs; j++)
        {
            var χ = _χ.Pointer + j * number;
            Vector512.Create(_inputRe[j]).Store(χ);
            (Vector512.Create(_inputIm[j]) + Vector512.Create<T>(detunings.Slice(j * w, w))).Store(χ + w);
            LaneTiles<T>.Invert(χ, χ);
        }

        for (var q = 0; q < _order.Rest; q++)
        {
            Spread(q);
        }

        // Ã − A_QQ, two columns at a time: T = χ G_I(b, b+1), then G_QI T.
        for (var b = _heard.From; b < _heard.To; b += 2)
        {
            for (var j = 0; j < _order.Inputs; j++)
            {
                _coupling.Scale(j, b - _heard.From, _χ.Pointer + j * number, _pair.Pointer + 2 * j * number);
                if (b + 1 < _heard.To)
                {
                    _coupling.Scale(j, b + 1 - _heard.From, _χ.Pointer + j * number, _pair.Pointer + (2 * j + 1) * number);
                }
            }

            for (var a = (b - _heard.From) / 4 * 4; a < _heard.To - _heard.From; a += 4)
            {
                _coupling.TransposedTimes(a, _pair.Pointer, 2 * number, _order.Inputs, _sum.Pointer);
                for (var r = 0; r < 4; r++)
                {
                    for (var c = b; c <= Math.Min(b + 1, _heard.From + a + r); c++)
                    {
                        if (_heard.From + a + r < _heard.To)
                        {
                            Subtract(_factor.Row(_heard.From + a + r) + c * number, _sum.Pointer + (2 * r + c - b) * number);
                        }
                    }
                }
            }
        }

        _factor.Factor();
    }

    /// <inheritdoc/>
    public void Solve(T* x, int columns, int firstSource, int firstNeeded, bool transposed)
    {
        var number = LaneTiles<T>.Number;
        var stride = columns * number;
        var rest = x + _inputRows * stride;
        var from = Math.Max(0, firstSource - _inputRows);
        var silent = firstSource >= _inputRows;
        if (!silent)
        {
            ReduceSources(x, rest, columns);
        }

        _factor.SolveForward(rest, columns, from);
        _factor.SolveBackward(rest, columns, from, Math.Max(0, firstNeeded - _inputRows));
        if (firstNeeded >= _inputRows)
        {
            return;
        }

        for (var j = 0; j < _inputRows; j += 4)
        {
            for (var c = 0; c < columns; c += 2)
            {
                _coupling.Times(j, rest + _heard.From * stride + c * number, stride, _heard.To - _heard.From, _sum.Pointer);
                for (var r = 0; r < 4; r++)
                {
                    for (var s = 0; s < 2; s++)
                    {
                        var here = x + (j + r) * stride + (c + s) * number;
                        var sum = _sum.Pointer + (2 * r + s) * number;
                        if (silent)
                        {
                            LaneTiles<T>.SetNegatedProduct(here, sum, _χ.Pointer + (j + r) * number);
                        }
                        else
                        {
                            Subtract(here, sum);
                            LaneTiles<T>.Multiply(here, _χ.Pointer + (j + r) * number, here);
                        }
                    }
                }
            }
        }
    }

    /// <summary>b_Q ← b_Q − G_QI χ b_I.</summary>
    private void ReduceSources(T* x, T* rest, int columns)
    {
        var number = LaneTiles<T>.Number;
        var stride = columns * number;
        for (var c = 0; c < columns; c += 2)
        {
            for (var j = 0; j < _order.Inputs; j++)
            {
                for (var s = 0; s < 2; s++)
                {
                    LaneTiles<T>.Multiply(x + j * stride + (c + s) * number, _χ.Pointer + j * number, _pair.Pointer + (2 * j + s) * number);
                }
            }

            for (var a = 0; a < _heard.To - _heard.From; a += 4)
            {
                _coupling.TransposedTimes(a, _pair.Pointer, 2 * number, _order.Inputs, _sum.Pointer);
                for (var e = 0; e < 8 && a + e / 2 < _heard.To - _heard.From; e++)
                {
                    Subtract(rest + (_heard.From + a + e / 2) * stride + (c + e % 2) * number, _sum.Pointer + e * number);
                }
            }
        }
    }

    private void SetRest(int row, int column, Complex value)
    {
        var (high, low) = (Math.Max(row, column), Math.Min(row, column));
        var at = (nint)high * (high + 1) / 2 + low;
        (_restRe.Pointer[at], _restIm.Pointer[at]) = (T.CreateTruncating(value.Real), T.CreateTruncating(value.Imaginary));
    }

    private void Spread(int row)
    {
        var w = Vector512<T>.Count;
        var to = _factor.Row(row);
        var from = (nint)row * (row + 1) / 2;
        for (nint column = _factor.FirstOf(row); column <= row; column++)
        {
            Vector512.Create(_restRe.Pointer[from + column]).Store(to + 2 * column * w);
            Vector512.Create(_restIm.Pointer[from + column]).Store(to + 2 * column * w + w);
        }
    }

    private static void Subtract(T* a, T* b)
    {
        var w = Vector512<T>.Count;
        (Vector512.Load(a) - Vector512.Load(b)).Store(a);
        (Vector512.Load(a + w) - Vector512.Load(b + w)).Store(a + w);
    }
}
