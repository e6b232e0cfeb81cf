using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Scattering.Solvers;

/// <summary>Overlaps of two fields at pairs of modes, summed over columns and lanes: what couplings hear.</summary>
internal static unsafe class LaneOverlaps<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>sums_ab += Re Σ x_a y_b over columns and lanes.</summary>
    /// <param name="x">First of the first field's rows.</param>
    /// <param name="y">First of the second field's rows.</param>
    /// <param name="columns">Columns of both fields.</param>
    /// <param name="rows">Rows a of x.</param>
    /// <param name="width">Rows b of y.</param>
    /// <param name="sums">[rows × width], <b>added</b> to.</param>
    public static void Real(T* x, T* y, int columns, int rows, int width, Span<double> sums)
    {
        nint stride = columns * LaneTiles<T>.Number;
        for (var a = 0; a < rows; a += 4)
        {
            for (var b = 0; b < width; b += 4)
            {
                if (a + 4 <= rows && b + 4 <= width)
                {
                    Tile(x + a * stride, y + b * stride, stride, columns, sums[(a * width + b)..], width);
                    continue;
                }

                for (var r = a; r < Math.Min(rows, a + 4); r++)
                {
                    for (var c = b; c < Math.Min(width, b + 4); c++)
                    {
                        sums[r * width + c] += Pair(x + r * stride, y + c * stride, columns).Real;
                    }
                }
            }
        }
    }

    /// <summary>Σ x y over columns and lanes, complex.</summary>
    /// <param name="x">A row of one field.</param>
    /// <param name="y">A row of the other.</param>
    /// <param name="columns">Columns of both.</param>
    public static Complex Pair(T* x, T* y, int columns)
    {
        var w = Vector512<T>.Count;
        Vector512<T> re = default, im = default;
        for (var c = 0; c < columns; c++, x += 2 * w, y += 2 * w)
        {
            LaneTiles<T>.Add(Vector512.Load(x), Vector512.Load(x + w), Vector512.Load(y), Vector512.Load(y + w), ref re, ref im);
        }

        return new Complex(Sum(re), Sum(im));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(T* x, T* y, nint stride, int columns, Span<double> sums, int width)
    {
        var w = Vector512<T>.Count;
        T* x1 = x + stride, x2 = x1 + stride, x3 = x2 + stride, y1 = y + stride, y2 = y1 + stride, y3 = y2 + stride;
        Vector512<T> s00 = default, s01 = default, s02 = default, s03 = default, s10 = default, s11 = default, s12 = default, s13 = default;
        Vector512<T> s20 = default, s21 = default, s22 = default, s23 = default, s30 = default, s31 = default, s32 = default, s33 = default;
        for (nint e = 0; e < stride; e += 2 * w)
        {
            // The real part of a product is two real products, so that both planes run through the same sums.
            for (nint plane = 0; plane < 2 * w; plane += w)
            {
                var b0 = Vector512.Load(y + e + plane);
                var b1 = Vector512.Load(y1 + e + plane);
                var b2 = Vector512.Load(y2 + e + plane);
                var b3 = Vector512.Load(y3 + e + plane);
                if (plane != 0)
                {
                    (b0, b1, b2, b3) = (-b0, -b1, -b2, -b3);
                }

                var a = Vector512.Load(x + e + plane);
                s00 = Fused.MultiplyAdd(a, b0, s00);
                s01 = Fused.MultiplyAdd(a, b1, s01);
                s02 = Fused.MultiplyAdd(a, b2, s02);
                s03 = Fused.MultiplyAdd(a, b3, s03);
                a = Vector512.Load(x1 + e + plane);
                s10 = Fused.MultiplyAdd(a, b0, s10);
                s11 = Fused.MultiplyAdd(a, b1, s11);
                s12 = Fused.MultiplyAdd(a, b2, s12);
                s13 = Fused.MultiplyAdd(a, b3, s13);
                a = Vector512.Load(x2 + e + plane);
                s20 = Fused.MultiplyAdd(a, b0, s20);
                s21 = Fused.MultiplyAdd(a, b1, s21);
                s22 = Fused.MultiplyAdd(a, b2, s22);
                s23 = Fused.MultiplyAdd(a, b3, s23);
                a = Vector512.Load(x3 + e + plane);
                s30 = Fused.MultiplyAdd(a, b0, s30);
                s31 = Fused.MultiplyAdd(a, b1, s31);
                s32 = Fused.MultiplyAdd(a, b2, s32);
                s33 = Fused.MultiplyAdd(a, b3, s33);
            }
        }

        Add(sums, s00, s01, s02, s03);
        Add(sums[width..], s10, s11, s12, s13);
        Add(sums[(2 * width)..], s20, s21, s22, s23);
        Add(sums[(3 * width)..], s30, s31, s32, s33);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Span<double> sums, Vector512<T> a, Vector512<T> b, Vector512<T> c, Vector512<T> d)
    {
        sums[0] += Sum(a);
        sums[1] += Sum(b);
        sums[2] += Sum(c);
        sums[3] += Sum(d);
    }

    private static double Sum(Vector512<T> lanes) => double.CreateTruncating(Vector512.Sum(lanes));
}
