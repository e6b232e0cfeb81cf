using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Numerics.Linear;

/// <summary>Products of small complex matrices, C = AB, with the accumulators held in registers.</summary>
/// <remarks>
/// All three matrices are stored row by row in <i>blocks</i>: one vector of real parts, then one vector of imaginary
/// parts of the same elements (see <see cref="BlockMatrix{T}"/>). Ten broadcasts of A and four
/// vectors of B feed 40 fused products: the multipliers, not the loads, are what is short.
/// <para>The sum over the depth runs in its natural order for every element, whatever the number of rows.</para>
/// </remarks>
internal static unsafe class ComplexGemm
{
    /// <summary>
    /// Rows are processed in groups of this many; all matrices have a multiple of it (A and C) in storage.
    /// </summary>
    public const int RowGroup = 5;

    /// <summary>C = AB, overwriting C.</summary>
    /// <param name="a">A, [rows × depth].</param>
    /// <param name="aStride">Elements from one row of A to the next.</param>
    /// <param name="b">B, [depth × vectors].</param>
    /// <param name="bStride">Elements from one row of B to the next.</param>
    /// <param name="c">C, [rows × vectors].</param>
    /// <param name="cStride">Elements from one row of C to the next.</param>
    /// <param name="rows">A multiple of <see cref="RowGroup"/>.</param>
    /// <param name="depth">Length of the sums.</param>
    /// <param name="vectors">Columns of B and C, in vectors.</param>
    public static void Multiply<T>(
        T* a, nint aStride, T* b, nint bStride, T* c, nint cStride, int rows, int depth, int vectors)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var pair = 2 * Vector512<T>.Count;
        var v = 0;
        for (; v + 2 <= vectors; v += 2)
        {
            for (var row = 0; row < rows; row += RowGroup)
            {
                TwoVectors(
                    a + row * aStride, aStride, b + v * pair, bStride, c + row * cStride + v * pair, cStride, depth);
            }
        }

        if (v < vectors)
        {
            for (var row = 0; row < rows; row += RowGroup)
            {
                OneVector(
                    a + row * aStride, aStride, b + v * pair, bStride, c + row * cStride + v * pair, cStride, depth);
            }
        }
    }

    /// <summary>
    /// Five rows by two vectors: 20 accumulators, 4 vectors of B and 2 broadcasts fill 26 of the 32 registers.
    /// </summary>
    [SkipLocalsInit]
    private static void TwoVectors<T>(T* a, nint aStride, T* b, nint bStride, T* c, nint cStride, int depth)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var width = Vector512<T>.Count;
        var re00 = Vector512<T>.Zero;
        var im00 = Vector512<T>.Zero;
        var re01 = Vector512<T>.Zero;
        var im01 = Vector512<T>.Zero;
        var re10 = Vector512<T>.Zero;
        var im10 = Vector512<T>.Zero;
        var re11 = Vector512<T>.Zero;
        var im11 = Vector512<T>.Zero;
        var re20 = Vector512<T>.Zero;
        var im20 = Vector512<T>.Zero;
        var re21 = Vector512<T>.Zero;
        var im21 = Vector512<T>.Zero;
        var re30 = Vector512<T>.Zero;
        var im30 = Vector512<T>.Zero;
        var re31 = Vector512<T>.Zero;
        var im31 = Vector512<T>.Zero;
        var re40 = Vector512<T>.Zero;
        var im40 = Vector512<T>.Zero;
        var re41 = Vector512<T>.Zero;
        var im41 = Vector512<T>.Zero;
        var a1 = a + aStride;
        var a2 = a + 2 * aStride;
        var a3 = a + 3 * aStride;
        var a4 = a + 4 * aStride;
        for (var left = depth; left > 0; left -= width)
        {
            var count = Math.Min(left, width);
            for (var k = 0; k < count; k++)
            {
                var br0 = Vector512.Load(b);
                var bi0 = Vector512.Load(b + width);
                var br1 = Vector512.Load(b + 2 * width);
                var bi1 = Vector512.Load(b + 3 * width);
                b += bStride;
                var ar = Vector512.Create(a[k]);
                re00 = Fused.MultiplyAdd(ar, br0, re00);
                im00 = Fused.MultiplyAdd(ar, bi0, im00);
                re01 = Fused.MultiplyAdd(ar, br1, re01);
                im01 = Fused.MultiplyAdd(ar, bi1, im01);
                var ai = Vector512.Create(a[k + width]);
                re00 = Fused.NegatedMultiplyAdd(ai, bi0, re00);
                im00 = Fused.MultiplyAdd(ai, br0, im00);
                re01 = Fused.NegatedMultiplyAdd(ai, bi1, re01);
                im01 = Fused.MultiplyAdd(ai, br1, im01);
                ar = Vector512.Create(a1[k]);
                re10 = Fused.MultiplyAdd(ar, br0, re10);
                im10 = Fused.MultiplyAdd(ar, bi0, im10);
                re11 = Fused.MultiplyAdd(ar, br1, re11);
                im11 = Fused.MultiplyAdd(ar, bi1, im11);
                ai = Vector512.Create(a1[k + width]);
                re10 = Fused.NegatedMultiplyAdd(ai, bi0, re10);
                im10 = Fused.MultiplyAdd(ai, br0, im10);
                re11 = Fused.NegatedMultiplyAdd(ai, bi1, re11);
                im11 = Fused.MultiplyAdd(ai, br1, im11);
                ar = Vector512.Create(a2[k]);
                re20 = Fused.MultiplyAdd(ar, br0, re20);
                im20 = Fused.MultiplyAdd(ar, bi0, im20);
                re21 = Fused.MultiplyAdd(ar, br1, re21);
                im21 = Fused.MultiplyAdd(ar, bi1, im21);
                ai = Vector512.Create(a2[k + width]);
                re20 = Fused.NegatedMultiplyAdd(ai, bi0, re20);
                im20 = Fused.MultiplyAdd(ai, br0, im20);
                re21 = Fused.NegatedMultiplyAdd(ai, bi1, re21);
                im21 = Fused.MultiplyAdd(ai, br1, im21);
                ar = Vector512.Create(a3[k]);
                re30 = Fused.MultiplyAdd(ar, br0, re30);
                im30 = Fused.MultiplyAdd(ar, bi0, im30);
                re31 = Fused.MultiplyAdd(ar, br1, re31);
                im31 = Fused.MultiplyAdd(ar, bi1, im31);
                ai = Vector512.Create(a3[k + width]);
                re30 = Fused.NegatedMultiplyAdd(ai, bi0, re30);
                im30 = Fused.MultiplyAdd(ai, br0, im30);
                re31 = Fused.NegatedMultiplyAdd(ai, bi1, re31);
                im31 = Fused.MultiplyAdd(ai, br1, im31);
                ar = Vector512.Create(a4[k]);
                re40 = Fused.MultiplyAdd(ar, br0, re40);
                im40 = Fused.MultiplyAdd(ar, bi0, im40);
                re41 = Fused.MultiplyAdd(ar, br1, re41);
                im41 = Fused.MultiplyAdd(ar, bi1, im41);
                ai = Vector512.Create(a4[k + width]);
                re40 = Fused.NegatedMultiplyAdd(ai, bi0, re40);
                im40 = Fused.MultiplyAdd(ai, br0, im40);
                re41 = Fused.NegatedMultiplyAdd(ai, bi1, re41);
                im41 = Fused.MultiplyAdd(ai, br1, im41);
            }

            a += 2 * width;
            a1 += 2 * width;
            a2 += 2 * width;
            a3 += 2 * width;
            a4 += 2 * width;
        }

        Store(c, re00, im00, re01, im01);
        Store(c + cStride, re10, im10, re11, im11);
        Store(c + 2 * cStride, re20, im20, re21, im21);
        Store(c + 3 * cStride, re30, im30, re31, im31);
        Store(c + 4 * cStride, re40, im40, re41, im41);
    }

    /// <summary>Five rows by the last vector of an odd number of them.</summary>
    [SkipLocalsInit]
    private static void OneVector<T>(T* a, nint aStride, T* b, nint bStride, T* c, nint cStride, int depth)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var width = Vector512<T>.Count;
        var re00 = Vector512<T>.Zero;
        var im00 = Vector512<T>.Zero;
        var re10 = Vector512<T>.Zero;
        var im10 = Vector512<T>.Zero;
        var re20 = Vector512<T>.Zero;
        var im20 = Vector512<T>.Zero;
        var re30 = Vector512<T>.Zero;
        var im30 = Vector512<T>.Zero;
        var re40 = Vector512<T>.Zero;
        var im40 = Vector512<T>.Zero;
        var a1 = a + aStride;
        var a2 = a + 2 * aStride;
        var a3 = a + 3 * aStride;
        var a4 = a + 4 * aStride;
        for (var left = depth; left > 0; left -= width)
        {
            var count = Math.Min(left, width);
            for (var k = 0; k < count; k++)
            {
                var br0 = Vector512.Load(b);
                var bi0 = Vector512.Load(b + width);
                b += bStride;
                var ar = Vector512.Create(a[k]);
                re00 = Fused.MultiplyAdd(ar, br0, re00);
                im00 = Fused.MultiplyAdd(ar, bi0, im00);
                var ai = Vector512.Create(a[k + width]);
                re00 = Fused.NegatedMultiplyAdd(ai, bi0, re00);
                im00 = Fused.MultiplyAdd(ai, br0, im00);
                ar = Vector512.Create(a1[k]);
                re10 = Fused.MultiplyAdd(ar, br0, re10);
                im10 = Fused.MultiplyAdd(ar, bi0, im10);
                ai = Vector512.Create(a1[k + width]);
                re10 = Fused.NegatedMultiplyAdd(ai, bi0, re10);
                im10 = Fused.MultiplyAdd(ai, br0, im10);
                ar = Vector512.Create(a2[k]);
                re20 = Fused.MultiplyAdd(ar, br0, re20);
                im20 = Fused.MultiplyAdd(ar, bi0, im20);
                ai = Vector512.Create(a2[k + width]);
                re20 = Fused.NegatedMultiplyAdd(ai, bi0, re20);
                im20 = Fused.MultiplyAdd(ai, br0, im20);
                ar = Vector512.Create(a3[k]);
                re30 = Fused.MultiplyAdd(ar, br0, re30);
                im30 = Fused.MultiplyAdd(ar, bi0, im30);
                ai = Vector512.Create(a3[k + width]);
                re30 = Fused.NegatedMultiplyAdd(ai, bi0, re30);
                im30 = Fused.MultiplyAdd(ai, br0, im30);
                ar = Vector512.Create(a4[k]);
                re40 = Fused.MultiplyAdd(ar, br0, re40);
                im40 = Fused.MultiplyAdd(ar, bi0, im40);
                ai = Vector512.Create(a4[k + width]);
                re40 = Fused.NegatedMultiplyAdd(ai, bi0, re40);
                im40 = Fused.MultiplyAdd(ai, br0, im40);
            }

            a += 2 * width;
            a1 += 2 * width;
            a2 += 2 * width;
            a3 += 2 * width;
            a4 += 2 * width;
        }

        Store(c, re00, im00);
        Store(c + cStride, re10, im10);
        Store(c + 2 * cStride, re20, im20);
        Store(c + 3 * cStride, re30, im30);
        Store(c + 4 * cStride, re40, im40);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(T* c, Vector512<T> re0, Vector512<T> im0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        re0.Store(c);
        im0.Store(c + Vector512<T>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(T* c, Vector512<T> re0, Vector512<T> im0, Vector512<T> re1, Vector512<T> im1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Store(c, re0, im0);
        Store(c + 2 * Vector512<T>.Count, re1, im1);
    }
}
