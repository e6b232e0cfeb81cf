using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>Receives the four sums of one output pair of a <see cref="FoldedProduct{T}"/>.</summary>
internal interface IFoldedOutput<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Stores pair k: even sums of (re, im), odd sums of (re, im). k beyond the last pair is to be ignored.</summary>
    void Put(int k, Vector512<T> evenRe, Vector512<T> evenIm, Vector512<T> oddRe, Vector512<T> oddIm);
}

/// <summary>Two dense real matrices times folded complex columns: the inner loop of all awkward lengths.</summary>
/// <remarks>
/// even_k = start + Σ_j E_kj s_j, odd_k = Σ_j O_kj d_j with s, d the sums and differences of mirrored elements.
/// Outputs are taken three to five at a time, so that up to twenty sums stay in registers and each folded element is
/// loaded once a block: 4 multiply-adds for 2 broadcasts, near the peak of two 512-bit multiply-adds a cycle.
/// </remarks>
internal sealed unsafe class FoldedProduct<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _table;
    private readonly AlignedBuffer<T> _folded;
    private readonly int _inputs;
    private readonly int[] _blocks;

    /// <summary>Tabulates square matrices of order <paramref name="order"/>.</summary>
    /// <param name="order">Input pairs, and output pairs.</param>
    /// <param name="even">E(k, j), zero-based.</param>
    /// <param name="odd">O(k, j), zero-based.</param>
    public FoldedProduct(int order, Func<int, int, double> even, Func<int, int, double> odd)
    {
        _inputs = order;
        _blocks = Blocks(order);
        var table = new List<double>();
        var first = 0;
        foreach (var block in _blocks)
        {
            for (var j = 0; j < order; j++)
            {
                for (var k = first; k < first + block; k++)
                {
                    table.Add(k < order ? even(k, j) : 0);
                    table.Add(k < order ? odd(k, j) : 0);
                }
            }

            first += block;
        }

        _table = new AlignedBuffer<T>(table.ToArray());
        _folded = new AlignedBuffer<T>(4L * order * Vector512<T>.Count);
    }

    /// <summary>[order × 4 vectors]: to be filled with (sum re, sum im, difference re, difference im).</summary>
    public T* Folded => _folded.Pointer;

    /// <summary>Multiplies what lies in <see cref="Folded"/>.</summary>
    /// <param name="startRe">Added to every even sum, real part.</param>
    /// <param name="startIm">The same, imaginary part.</param>
    /// <param name="output">Where results go.</param>
    public void Multiply<TOutput>(Vector512<T> startRe, Vector512<T> startIm, in TOutput output)
        where TOutput : struct, IFoldedOutput<T>
    {
        var table = _table.Pointer;
        var first = 0;
        foreach (var block in _blocks)
        {
            switch (block)
            {
                case 5:
                    Five(table, first, startRe, startIm, output);
                    break;
                case 4:
                    Four(table, first, startRe, startIm, output);
                    break;
                default:
                    Three(table, first, startRe, startIm, output);
                    break;
            }

            table += 2 * block * _inputs;
            first += block;
        }
    }

    private static int[] Blocks(int order)
    {
        var blocks = new List<int>();
        var left = Math.Max(order, 3);
        while (left > 0)
        {
            var block = left switch
            {
                6 => 3,
                7 => 4,
                >= 5 => 5,
                _ => left,
            };
            blocks.Add(block);
            left -= block;
        }

        return [.. blocks];
    }

    private void Three<TOutput>(T* c, int k, Vector512<T> startRe, Vector512<T> startIm, in TOutput output)
        where TOutput : struct, IFoldedOutput<T>
    {
        Vector512<T> p0 = startRe, p1 = startRe, p2 = startRe;
        Vector512<T> u0 = startIm, u1 = startIm, u2 = startIm;
        Vector512<T> v0 = default, v1 = default, v2 = default;
        Vector512<T> q0 = default, q1 = default, q2 = default;
        var x = _folded.Pointer;
        for (var j = _inputs; j > 0; j--)
        {
            Accumulate(c, x, ref p0, ref u0, ref v0, ref q0);
            Accumulate(c + 2, x, ref p1, ref u1, ref v1, ref q1);
            Accumulate(c + 4, x, ref p2, ref u2, ref v2, ref q2);
            c += 6;
            x += 4 * Vector512<T>.Count;
        }

        output.Put(k, p0, u0, v0, q0);
        output.Put(k + 1, p1, u1, v1, q1);
        output.Put(k + 2, p2, u2, v2, q2);
    }

    private void Four<TOutput>(T* c, int k, Vector512<T> startRe, Vector512<T> startIm, in TOutput output)
        where TOutput : struct, IFoldedOutput<T>
    {
        Vector512<T> p0 = startRe, p1 = startRe, p2 = startRe, p3 = startRe;
        Vector512<T> u0 = startIm, u1 = startIm, u2 = startIm, u3 = startIm;
        Vector512<T> v0 = default, v1 = default, v2 = default, v3 = default;
        Vector512<T> q0 = default, q1 = default, q2 = default, q3 = default;
        var x = _folded.Pointer;
        for (var j = _inputs; j > 0; j--)
        {
            Accumulate(c, x, ref p0, ref u0, ref v0, ref q0);
            Accumulate(c + 2, x, ref p1, ref u1, ref v1, ref q1);
            Accumulate(c + 4, x, ref p2, ref u2, ref v2, ref q2);
            Accumulate(c + 6, x, ref p3, ref u3, ref v3, ref q3);
            c += 8;
            x += 4 * Vector512<T>.Count;
        }

        output.Put(k, p0, u0, v0, q0);
        output.Put(k + 1, p1, u1, v1, q1);
        output.Put(k + 2, p2, u2, v2, q2);
        output.Put(k + 3, p3, u3, v3, q3);
    }

    private void Five<TOutput>(T* c, int k, Vector512<T> startRe, Vector512<T> startIm, in TOutput output)
        where TOutput : struct, IFoldedOutput<T>
    {
        Vector512<T> p0 = startRe, p1 = startRe, p2 = startRe, p3 = startRe, p4 = startRe;
        Vector512<T> u0 = startIm, u1 = startIm, u2 = startIm, u3 = startIm, u4 = startIm;
        Vector512<T> v0 = default, v1 = default, v2 = default, v3 = default, v4 = default;
        Vector512<T> q0 = default, q1 = default, q2 = default, q3 = default, q4 = default;
        var x = _folded.Pointer;
        for (var j = _inputs; j > 0; j--)
        {
            Accumulate(c, x, ref p0, ref u0, ref v0, ref q0);
            Accumulate(c + 2, x, ref p1, ref u1, ref v1, ref q1);
            Accumulate(c + 4, x, ref p2, ref u2, ref v2, ref q2);
            Accumulate(c + 6, x, ref p3, ref u3, ref v3, ref q3);
            Accumulate(c + 8, x, ref p4, ref u4, ref v4, ref q4);
            c += 10;
            x += 4 * Vector512<T>.Count;
        }

        output.Put(k, p0, u0, v0, q0);
        output.Put(k + 1, p1, u1, v1, q1);
        output.Put(k + 2, p2, u2, v2, q2);
        output.Put(k + 3, p3, u3, v3, q3);
        output.Put(k + 4, p4, u4, v4, q4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate(
        T* c, T* x, ref Vector512<T> p, ref Vector512<T> u, ref Vector512<T> v, ref Vector512<T> q)
    {
        var even = Vector512.Create(c[0]);
        var odd = Vector512.Create(c[1]);
        p = ComplexVector<T>.Fma(even, Vector512.Load(x), p);
        u = ComplexVector<T>.Fma(even, Vector512.Load(x + Vector512<T>.Count), u);
        v = ComplexVector<T>.Fma(odd, Vector512.Load(x + 2 * Vector512<T>.Count), v);
        q = ComplexVector<T>.Fma(odd, Vector512.Load(x + 3 * Vector512<T>.Count), q);
    }
}
