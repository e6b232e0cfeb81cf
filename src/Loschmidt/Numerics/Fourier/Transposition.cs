using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Loschmidt.Numerics.Fourier;

/// <summary>Turns rows into the vector columns transforms work on, and back.</summary>
internal static unsafe class Transposition
{
    /// <summary>columns[j·width + i] = rows[i·length + j] for i &lt; count ≤ width; lanes beyond repeat the last row.</summary>
    public static void ToColumns<T>(T* rows, nint length, int count, T* columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint width = Vector512<T>.Count;
        if (length < width || !Avx512F.IsSupported)
        {
            for (nint j = 0; j < length; j++)
            {
                for (nint i = 0; i < width; i++)
                {
                    columns[j * width + i] = rows[Math.Min(i, count - 1) * length + j];
                }
            }

            return;
        }

        for (nint j = 0; j < length; j += width)
        {
            var start = Math.Min(j, length - width);
            Square(rows + start, length, count - 1, columns + start * width, width, (int)width - 1);
        }
    }

    /// <summary>rows[i·length + j] = columns[j·width + i] for i &lt; count ≤ width.</summary>
    /// <remarks>Lanes from count on must equal lane count − 1, as <see cref="ToColumns"/> leaves them.</remarks>
    public static void ToRows<T>(T* columns, T* rows, nint length, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint width = Vector512<T>.Count;
        if (length < width || !Avx512F.IsSupported)
        {
            for (nint i = 0; i < count; i++)
            {
                for (nint j = 0; j < length; j++)
                {
                    rows[i * length + j] = columns[j * width + i];
                }
            }

            return;
        }

        for (nint j = 0; j < length; j += width)
        {
            var start = Math.Min(j, length - width);
            Square(columns + start * width, width, (int)width - 1, rows + start, length, count - 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square<T>(T* source, nint from, int lastSource, T* target, nint to, int lastTarget)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Sixteen((float*)source, from, lastSource, (float*)target, to, lastTarget);
        }
        else
        {
            Eight((double*)source, from, lastSource, (double*)target, to, lastTarget);
        }
    }

    private static void Eight(double* x, nint from, int last, double* y, nint to, int lastRow)
    {
        var a0 = Vector512.Load(x);
        var a1 = Vector512.Load(x + Math.Min(1, last) * from);
        var a2 = Vector512.Load(x + Math.Min(2, last) * from);
        var a3 = Vector512.Load(x + Math.Min(3, last) * from);
        var a4 = Vector512.Load(x + Math.Min(4, last) * from);
        var a5 = Vector512.Load(x + Math.Min(5, last) * from);
        var a6 = Vector512.Load(x + Math.Min(6, last) * from);
        var a7 = Vector512.Load(x + Math.Min(7, last) * from);
        Blocks(
            Avx512F.UnpackLow(a0, a1), Avx512F.UnpackLow(a2, a3),
            Avx512F.UnpackLow(a4, a5), Avx512F.UnpackLow(a6, a7),
            out var b0, out var b2, out var b4, out var b6);
        Blocks(
            Avx512F.UnpackHigh(a0, a1), Avx512F.UnpackHigh(a2, a3),
            Avx512F.UnpackHigh(a4, a5), Avx512F.UnpackHigh(a6, a7),
            out var b1, out var b3, out var b5, out var b7);
        b0.Store(y);
        b1.Store(y + Math.Min(1, lastRow) * to);
        b2.Store(y + Math.Min(2, lastRow) * to);
        b3.Store(y + Math.Min(3, lastRow) * to);
        b4.Store(y + Math.Min(4, lastRow) * to);
        b5.Store(y + Math.Min(5, lastRow) * to);
        b6.Store(y + Math.Min(6, lastRow) * to);
        b7.Store(y + Math.Min(7, lastRow) * to);
    }

    // Four vectors of four 128-bit blocks, as a 4 × 4 matrix of blocks, transposed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Blocks(
        Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d,
        out Vector512<double> w, out Vector512<double> x, out Vector512<double> y, out Vector512<double> z)
    {
        var ab02 = Avx512F.Shuffle4x128(a, b, 0b10_00_10_00);
        var ab13 = Avx512F.Shuffle4x128(a, b, 0b11_01_11_01);
        var cd02 = Avx512F.Shuffle4x128(c, d, 0b10_00_10_00);
        var cd13 = Avx512F.Shuffle4x128(c, d, 0b11_01_11_01);
        w = Avx512F.Shuffle4x128(ab02, cd02, 0b10_00_10_00);
        x = Avx512F.Shuffle4x128(ab13, cd13, 0b10_00_10_00);
        y = Avx512F.Shuffle4x128(ab02, cd02, 0b11_01_11_01);
        z = Avx512F.Shuffle4x128(ab13, cd13, 0b11_01_11_01);
    }

    private static void Sixteen(float* x, nint from, int last, float* y, nint to, int lastRow)
    {
        Quartet(x, 0, from, last, out var a0, out var a1, out var a2, out var a3);
        Quartet(x, 4, from, last, out var b0, out var b1, out var b2, out var b3);
        Quartet(x, 8, from, last, out var c0, out var c1, out var c2, out var c3);
        Quartet(x, 12, from, last, out var d0, out var d1, out var d2, out var d3);
        Spread(a0, b0, c0, d0, y, 0, to, lastRow);
        Spread(a1, b1, c1, d1, y, 1, to, lastRow);
        Spread(a2, b2, c2, d2, y, 2, to, lastRow);
        Spread(a3, b3, c3, d3, y, 3, to, lastRow);
    }

    // Column k of each 4 × 4 square of four rows: block b of the result holds column 4b + k.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quartet(
        float* x, int row, nint from, int last,
        out Vector512<double> k0, out Vector512<double> k1, out Vector512<double> k2, out Vector512<double> k3)
    {
        var r0 = Vector512.Load(x + Math.Min(row, last) * from);
        var r1 = Vector512.Load(x + Math.Min(row + 1, last) * from);
        var r2 = Vector512.Load(x + Math.Min(row + 2, last) * from);
        var r3 = Vector512.Load(x + Math.Min(row + 3, last) * from);
        var low01 = Avx512F.UnpackLow(r0, r1).AsDouble();
        var low23 = Avx512F.UnpackLow(r2, r3).AsDouble();
        var high01 = Avx512F.UnpackHigh(r0, r1).AsDouble();
        var high23 = Avx512F.UnpackHigh(r2, r3).AsDouble();
        k0 = Avx512F.UnpackLow(low01, low23);
        k1 = Avx512F.UnpackHigh(low01, low23);
        k2 = Avx512F.UnpackLow(high01, high23);
        k3 = Avx512F.UnpackHigh(high01, high23);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(
        Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d,
        float* y, int row, nint to, int last)
    {
        Blocks(a, b, c, d, out var b0, out var b1, out var b2, out var b3);
        b0.AsSingle().Store(y + Math.Min(row, last) * to);
        b1.AsSingle().Store(y + Math.Min(row + 4, last) * to);
        b2.AsSingle().Store(y + Math.Min(row + 8, last) * to);
        b3.AsSingle().Store(y + Math.Min(row + 12, last) * to);
    }
}
