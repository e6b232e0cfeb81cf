using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics;
using static System.Math;

namespace Loschmidt.Scattering.Solvers;

/// <summary>A = LDLᵀ of complex symmetric matrices, one a lane, without pivots, in the envelope of their zeros; and solutions of Ax = b.</summary>
/// <remarks>
/// With A + A† > 0 (every mode is damped) every Schur complement inherits that, so no pivot vanishes. Kept as W = LD in packed lower rows:
/// A_ij = Σ_k W_ik W_jk / d_k. Rows are taken in panels of twelve columns whose scaled rows stay in the second cache, tiles of 4 × 2 within them.
/// What lies left of a row's first entry stays zero and is not read, so layers, lattices and dense matrices cost what their zeros permit. Not thread-safe;
/// no method allocates.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class LaneFactor<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Panel = 12;

    private readonly AlignedBuffer<T> _rows;
    private readonly AlignedBuffer<T> _inverse;
    private readonly AlignedBuffer<T> _panel;
    private readonly AlignedBuffer<T> _sum;
    private readonly int[] _first;

    /// <summary>Reserves memory.</summary>
    /// <param name="firsts">[order]: the first column of every row that may differ from zero, at most the row itself.</param>
    public LaneFactor(ReadOnlySpan<int> firsts)
    {
        Order = firsts.Length;
        Padded = (Order + 3) / 4 * 4;
        _first = new int[Padded / 4];
        Array.Fill(_first, int.MaxValue);
        for (var row = 0; row < Padded; row++)
        {
            // Even, so that pairs of columns never straddle a row's beginning.
            _first[row / 4] = Min(_first[row / 4], (row < Order ? firsts[row] : row) & ~1);
        }

        _rows = new AlignedBuffer<T>((long)Padded * (Padded + 1) / 2 * LaneTiles<T>.Number);
        _inverse = new AlignedBuffer<T>(Padded * LaneTiles<T>.Number);
        _panel = new AlignedBuffer<T>((long)Padded * Panel * LaneTiles<T>.Number);
        _sum = new AlignedBuffer<T>(LaneTiles<T>.Tile);
    }

    /// <summary>Rows of A.</summary>
    public int Order { get; }

    /// <summary>Rows that right-hand sides must have: <see cref="Order"/>, rounded up to a tile; what is beyond stays zero.</summary>
    public int Padded { get; }

    /// <summary>Fused operations of one factorisation in one lane.</summary>
    public static double Operations(ReadOnlySpan<int> firsts)
    {
        var sum = 0.0;
        for (var i = 0; i < firsts.Length; i++)
        {
            for (var j = firsts[i]; j <= i; j++)
            {
                sum += 4 * Max(0, j - Max(firsts[i], firsts[j]));
            }
        }

        return sum;
    }

    /// <summary>First column of a row that may differ from zero.</summary>
    public int FirstOf(int row) => _first[row / 4];

    /// <summary>Entries (i, 0) … (i, i) of A; those from <see cref="FirstOf"/> on are to be written before <see cref="Factor"/>.</summary>
    public T* Row(int i) => _rows.Pointer + (nint)i * (i + 1) / 2 * LaneTiles<T>.Number;

    /// <summary>Factors A, which is overwritten.</summary>
    public void Factor()
    {
        var number = LaneTiles<T>.Number;
        for (var row = Order; row < Padded; row++)
        {
            new Span<T>(Row(row) + _first[row / 4] * number, (int)((row - _first[row / 4]) * number)).Clear();
            Vector512<T>.One.Store(Row(row) + row * number);
            Vector512<T>.Zero.Store(Row(row) + row * number + Vector512<T>.Count);
        }

        for (var from = 0; from < Padded; from += Panel)
        {
            var to = Min(Padded, from + Panel);
            ScalePanel(from, to);
            for (var i = from; i < Padded; i += 4)
            {
                for (var j = from; j < Min(to, i + 4); j += 2)
                {
                    Reduce(i, j, from, to);
                }
            }
        }
    }

    /// <summary>X ← D⁻¹L⁻¹X.</summary>
    /// <param name="x">[<see cref="Padded"/> × columns] complex lanes.</param>
    /// <param name="columns">Even number of right-hand sides.</param>
    /// <param name="from">First row that may differ from zero; tiles of four rows above it are neither read nor written.</param>
    public void SolveForward(T* x, int columns, int from)
    {
        var number = LaneTiles<T>.Number;
        var stride = columns * number;
        for (var i = from / 4 * 4; i < Padded; i += 4)
        {
            var start = Max(_first[i / 4], from / 4 * 4);
            for (var c = 0; c < columns; c += 2)
            {
                LaneTiles<T>.Products(
                    Row(i) + start * number, Row(i + 1) + start * number, Row(i + 2) + start * number, Row(i + 3) + start * number,
                    number, 0, x + start * stride + c * number, stride, Max(0, i - start), _sum.Pointer);
                for (var r = 0; r < 4; r++)
                {
                    for (var s = 0; s < 2; s++)
                    {
                        var here = x + (i + r) * stride + (c + s) * number;
                        Subtract(here, _sum.Pointer + (2 * r + s) * number);
                        for (var k = i; k < i + r; k++)
                        {
                            LaneTiles<T>.SubtractProduct(here, Row(i + r) + k * number, x + k * stride + (c + s) * number);
                        }

                        LaneTiles<T>.Multiply(here, _inverse.Pointer + (i + r) * number, here);
                    }
                }
            }
        }
    }

    /// <summary>X ← L⁻ᵀX, after <see cref="SolveForward"/> the solution.</summary>
    /// <param name="x">[<see cref="Padded"/> × columns] complex lanes.</param>
    /// <param name="columns">Even number of right-hand sides.</param>
    /// <param name="from">First row that differed from zero before <see cref="SolveForward"/>; rows of tiles above it are written without being read.</param>
    /// <param name="needed">First row whose solution is wanted.</param>
    public void SolveBackward(T* x, int columns, int from, int needed)
    {
        var number = LaneTiles<T>.Number;
        var stride = columns * number;
        for (var i = Padded - 4; i >= needed / 4 * 4; i -= 4)
        {
            for (var c = 0; c < columns; c += 2)
            {
                Column(i, x + c * number, stride);
                for (var r = 3; r >= 0; r--)
                {
                    for (var s = 0; s < 2; s++)
                    {
                        var sum = _sum.Pointer + (2 * r + s) * number;
                        for (var k = i + r + 1; k < i + 4; k++)
                        {
                            AddProduct(sum, Row(k) + (i + r) * number, x + k * stride + (c + s) * number);
                        }

                        var here = x + (i + r) * stride + (c + s) * number;
                        if (i + 4 <= from)
                        {
                            LaneTiles<T>.SetNegatedProduct(here, sum, _inverse.Pointer + (i + r) * number);
                        }
                        else
                        {
                            LaneTiles<T>.SubtractProduct(here, sum, _inverse.Pointer + (i + r) * number);
                        }
                    }
                }
            }
        }
    }

    /// <summary>Σ over the rows below of W_ki x_k, for the four columns i … i + 3: whole runs of rows that reach so far to the left.</summary>
    private void Column(int i, T* x, nint stride)
    {
        var number = LaneTiles<T>.Number;
        new Span<T>(_sum.Pointer, (int)LaneTiles<T>.Tile).Clear();
        for (var k = i + 4; k < Padded;)
        {
            if (_first[k / 4] > i + 3)
            {
                k += 4;
                continue;
            }

            var end = k;
            while (end < Padded && _first[end / 4] <= i + 3)
            {
                end += 4;
            }

            var run = _panel.Pointer;
            var a = Row(k) + i * number;
            LaneTiles<T>.Products(
                a, a + number, a + 2 * number, a + 3 * number, (k + 1) * number, number, x + k * stride, stride, end - k, run);
            for (var e = 0; e < LaneTiles<T>.Tile; e += Vector512<T>.Count)
            {
                (Vector512.Load(_sum.Pointer + e) + Vector512.Load(run + e)).Store(_sum.Pointer + e);
            }

            k = end;
        }
    }

    /// <summary>L_ck of the panel's rows c for the columns before it, laid out with the panel innermost.</summary>
    private void ScalePanel(int from, int to)
    {
        var number = LaneTiles<T>.Number;
        for (var c = from; c < to; c++)
        {
            for (var k = _first[c / 4]; k < from; k++)
            {
                LaneTiles<T>.Multiply(Row(c) + k * number, _inverse.Pointer + k * number, Scaled(k, c - from));
            }
        }
    }

    /// <summary>W for four rows from i and the columns j, j + 1 of the panel: A minus what earlier columns account for.</summary>
    private void Reduce(int i, int j, int from, int to)
    {
        var number = LaneTiles<T>.Number;
        var start = Max(_first[i / 4], _first[j / 4]);
        var depth = j - start;
        if (depth > 0)
        {
            LaneTiles<T>.Products(
                Row(i) + start * number, Row(i + 1) + start * number, Row(i + 2) + start * number, Row(i + 3) + start * number,
                number, 0, Scaled(start, j - from), Panel * number, depth, _sum.Pointer);
        }

        // Left of a row's first entry there is nothing to reduce.
        if (_first[i / 4] > j)
        {
            return;
        }

        for (var r = 0; r < 4; r++)
        {
            var row = Row(i + r);
            for (var c = j; c <= Min(j + 1, i + r); c++)
            {
                var here = row + c * number;
                if (depth > 0)
                {
                    Subtract(here, _sum.Pointer + (2 * r + (c - j)) * number);
                }

                if (c == j + 1)
                {
                    LaneTiles<T>.SubtractProduct(here, row + j * number, Scaled(j, j + 1 - from));
                }

                if (c == i + r)
                {
                    LaneTiles<T>.Invert(here, _inverse.Pointer + c * number);
                }
                else if (i + r < to)
                {
                    LaneTiles<T>.Multiply(here, _inverse.Pointer + c * number, Scaled(c, i + r - from));
                }
            }
        }
    }

    private T* Scaled(int k, int column) => _panel.Pointer + ((nint)k * Panel + column) * LaneTiles<T>.Number;

    private static void Subtract(T* a, T* b)
    {
        var w = Vector512<T>.Count;
        (Vector512.Load(a) - Vector512.Load(b)).Store(a);
        (Vector512.Load(a + w) - Vector512.Load(b + w)).Store(a + w);
    }

    private static void AddProduct(T* c, T* a, T* b)
    {
        var w = Vector512<T>.Count;
        var (re, im) = (Vector512.Load(c), Vector512.Load(c + w));
        LaneTiles<T>.Add(Vector512.Load(a), Vector512.Load(a + w), Vector512.Load(b), Vector512.Load(b + w), ref re, ref im);
        re.Store(c);
        im.Store(c + w);
    }
}
