using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Numerics.Linear;

/// <summary>Products of one panel of columns with the sums held in registers.</summary>
/// <remarks>
/// The large tiles keep sixteen sums; eight would just hide the latency of a multiply-add. Every sum is one chain of
/// fused multiply-adds over the depth in its natural order: the shape of a tile never shows in a result.
/// </remarks>
internal static unsafe class RowTiles
{
    /// <summary>Computes all rows of a panel.</summary>
    /// <param name="tile">The product, at the panel's first vector.</param>
    /// <param name="rows">Rows of C.</param>
    /// <param name="vectors">Width of the panel: 4, 2 or 1.</param>
    public static void Panel<T>(in RowTile<T> tile, int rows, int vectors)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint row = 0;
        if (vectors == 4)
        {
            for (; row + 4 <= rows; row += 4)
                FourByFour(tile.FromRow(row));
            for (; row < rows; row++)
                OneByFour(tile.FromRow(row));
        }
        else if (vectors == 2)
        {
            for (; row + 8 <= rows; row += 8)
                EightByTwo(tile.FromRow(row));
            OneVector(tile.FromRow(row), rows - (int)row);
            OneVector(tile.FromRow(row).FromVector(1), rows - (int)row);
        }
        else
        {
            OneVector(tile, rows);
        }
    }

    private static void OneVector<T>(in RowTile<T> tile, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint row = 0;
        for (; row + 16 <= rows; row += 16)
            SixteenByOne(tile.FromRow(row));
        for (; row + 4 <= rows; row += 4)
            FourByOne(tile.FromRow(row));
        for (; row < rows; row++)
            OneByOne(tile.FromRow(row));
    }

    [SkipLocalsInit]
    private static void FourByFour<T>(in RowTile<T> tile)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var width = Vector512<T>.Count;
        var a = tile.A;
        var b = tile.B;
        var step = tile.ARow;
        var (aDepth, bDepth) = (tile.ADepth, tile.BDepth);
        var start = tile.Start;
        var startRow = tile.StartRow;
        var c00 = Vector512.Load(start);
        var c01 = Vector512.Load(start + width);
        var c02 = Vector512.Load(start + 2 * width);
        var c03 = Vector512.Load(start + 3 * width);
        var c10 = Vector512.Load(start + startRow);
        var c11 = Vector512.Load(start + startRow + width);
        var c12 = Vector512.Load(start + startRow + 2 * width);
        var c13 = Vector512.Load(start + startRow + 3 * width);
        var c20 = Vector512.Load(start + 2 * startRow);
        var c21 = Vector512.Load(start + 2 * startRow + width);
        var c22 = Vector512.Load(start + 2 * startRow + 2 * width);
        var c23 = Vector512.Load(start + 2 * startRow + 3 * width);
        var c30 = Vector512.Load(start + 3 * startRow);
        var c31 = Vector512.Load(start + 3 * startRow + width);
        var c32 = Vector512.Load(start + 3 * startRow + 2 * width);
        var c33 = Vector512.Load(start + 3 * startRow + 3 * width);
        for (var d = tile.Depth; d > 0; d--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + width);
            var b2 = Vector512.Load(b + 2 * width);
            var b3 = Vector512.Load(b + 3 * width);
            var x = Vector512.Create(*a);
            c00 = Fused.MultiplyAdd(x, b0, c00);
            c01 = Fused.MultiplyAdd(x, b1, c01);
            c02 = Fused.MultiplyAdd(x, b2, c02);
            c03 = Fused.MultiplyAdd(x, b3, c03);
            x = Vector512.Create(a[step]);
            c10 = Fused.MultiplyAdd(x, b0, c10);
            c11 = Fused.MultiplyAdd(x, b1, c11);
            c12 = Fused.MultiplyAdd(x, b2, c12);
            c13 = Fused.MultiplyAdd(x, b3, c13);
            x = Vector512.Create(a[2 * step]);
            c20 = Fused.MultiplyAdd(x, b0, c20);
            c21 = Fused.MultiplyAdd(x, b1, c21);
            c22 = Fused.MultiplyAdd(x, b2, c22);
            c23 = Fused.MultiplyAdd(x, b3, c23);
            x = Vector512.Create(a[3 * step]);
            c30 = Fused.MultiplyAdd(x, b0, c30);
            c31 = Fused.MultiplyAdd(x, b1, c31);
            c32 = Fused.MultiplyAdd(x, b2, c32);
            c33 = Fused.MultiplyAdd(x, b3, c33);
            a += aDepth;
            b += bDepth;
        }

        var c = tile.C;
        var cRow = tile.CRow;
        c00.Store(c);
        c01.Store(c + width);
        c02.Store(c + 2 * width);
        c03.Store(c + 3 * width);
        c10.Store(c + cRow);
        c11.Store(c + cRow + width);
        c12.Store(c + cRow + 2 * width);
        c13.Store(c + cRow + 3 * width);
        c20.Store(c + 2 * cRow);
        c21.Store(c + 2 * cRow + width);
        c22.Store(c + 2 * cRow + 2 * width);
        c23.Store(c + 2 * cRow + 3 * width);
        c30.Store(c + 3 * cRow);
        c31.Store(c + 3 * cRow + width);
        c32.Store(c + 3 * cRow + 2 * width);
        c33.Store(c + 3 * cRow + 3 * width);
    }

    [SkipLocalsInit]
    private static void OneByFour<T>(in RowTile<T> tile)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var width = Vector512<T>.Count;
        var a = tile.A;
        var b = tile.B;
        var (aDepth, bDepth) = (tile.ADepth, tile.BDepth);
        var start = tile.Start;
        var c00 = Vector512.Load(start);
        var c01 = Vector512.Load(start + width);
        var c02 = Vector512.Load(start + 2 * width);
        var c03 = Vector512.Load(start + 3 * width);
        for (var d = tile.Depth; d > 0; d--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + width);
            var b2 = Vector512.Load(b + 2 * width);
            var b3 = Vector512.Load(b + 3 * width);
            var x = Vector512.Create(*a);
            c00 = Fused.MultiplyAdd(x, b0, c00);
            c01 = Fused.MultiplyAdd(x, b1, c01);
            c02 = Fused.MultiplyAdd(x, b2, c02);
            c03 = Fused.MultiplyAdd(x, b3, c03);
            a += aDepth;
            b += bDepth;
        }

        var c = tile.C;
        c00.Store(c);
        c01.Store(c + width);
        c02.Store(c + 2 * width);
        c03.Store(c + 3 * width);
    }

    [SkipLocalsInit]
    private static void EightByTwo<T>(in RowTile<T> tile)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var width = Vector512<T>.Count;
        var a = tile.A;
        var b = tile.B;
        var step = tile.ARow;
        var (aDepth, bDepth) = (tile.ADepth, tile.BDepth);
        var start = tile.Start;
        var startRow = tile.StartRow;
        var c00 = Vector512.Load(start);
        var c01 = Vector512.Load(start + width);
        var c10 = Vector512.Load(start + startRow);
        var c11 = Vector512.Load(start + startRow + width);
        var c20 = Vector512.Load(start + 2 * startRow);
        var c21 = Vector512.Load(start + 2 * startRow + width);
        var c30 = Vector512.Load(start + 3 * startRow);
        var c31 = Vector512.Load(start + 3 * startRow + width);
        var c40 = Vector512.Load(start + 4 * startRow);
        var c41 = Vector512.Load(start + 4 * startRow + width);
        var c50 = Vector512.Load(start + 5 * startRow);
        var c51 = Vector512.Load(start + 5 * startRow + width);
        var c60 = Vector512.Load(start + 6 * startRow);
        var c61 = Vector512.Load(start + 6 * startRow + width);
        var c70 = Vector512.Load(start + 7 * startRow);
        var c71 = Vector512.Load(start + 7 * startRow + width);
        for (var d = tile.Depth; d > 0; d--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + width);
            var a0 = a;
            var x = Vector512.Create(*a0);
            c00 = Fused.MultiplyAdd(x, b0, c00);
            c01 = Fused.MultiplyAdd(x, b1, c01);
            x = Vector512.Create(a0[step]);
            c10 = Fused.MultiplyAdd(x, b0, c10);
            c11 = Fused.MultiplyAdd(x, b1, c11);
            x = Vector512.Create(a0[2 * step]);
            c20 = Fused.MultiplyAdd(x, b0, c20);
            c21 = Fused.MultiplyAdd(x, b1, c21);
            x = Vector512.Create(a0[3 * step]);
            c30 = Fused.MultiplyAdd(x, b0, c30);
            c31 = Fused.MultiplyAdd(x, b1, c31);
            var a4 = a + 4 * step;
            x = Vector512.Create(*a4);
            c40 = Fused.MultiplyAdd(x, b0, c40);
            c41 = Fused.MultiplyAdd(x, b1, c41);
            x = Vector512.Create(a4[step]);
            c50 = Fused.MultiplyAdd(x, b0, c50);
            c51 = Fused.MultiplyAdd(x, b1, c51);
            x = Vector512.Create(a4[2 * step]);
            c60 = Fused.MultiplyAdd(x, b0, c60);
            c61 = Fused.MultiplyAdd(x, b1, c61);
            x = Vector512.Create(a4[3 * step]);
            c70 = Fused.MultiplyAdd(x, b0, c70);
            c71 = Fused.MultiplyAdd(x, b1, c71);
            a += aDepth;
            b += bDepth;
        }

        var c = tile.C;
        var cRow = tile.CRow;
        c00.Store(c);
        c01.Store(c + width);
        c10.Store(c + cRow);
        c11.Store(c + cRow + width);
        c20.Store(c + 2 * cRow);
        c21.Store(c + 2 * cRow + width);
        c30.Store(c + 3 * cRow);
        c31.Store(c + 3 * cRow + width);
        c40.Store(c + 4 * cRow);
        c41.Store(c + 4 * cRow + width);
        c50.Store(c + 5 * cRow);
        c51.Store(c + 5 * cRow + width);
        c60.Store(c + 6 * cRow);
        c61.Store(c + 6 * cRow + width);
        c70.Store(c + 7 * cRow);
        c71.Store(c + 7 * cRow + width);
    }

    [SkipLocalsInit]
    private static void SixteenByOne<T>(in RowTile<T> tile)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = tile.A;
        var b = tile.B;
        var step = tile.ARow;
        var (aDepth, bDepth) = (tile.ADepth, tile.BDepth);
        var start = tile.Start;
        var startRow = tile.StartRow;
        var c00 = Vector512.Load(start);
        var c10 = Vector512.Load(start + startRow);
        var c20 = Vector512.Load(start + 2 * startRow);
        var c30 = Vector512.Load(start + 3 * startRow);
        var c40 = Vector512.Load(start + 4 * startRow);
        var c50 = Vector512.Load(start + 5 * startRow);
        var c60 = Vector512.Load(start + 6 * startRow);
        var c70 = Vector512.Load(start + 7 * startRow);
        var c80 = Vector512.Load(start + 8 * startRow);
        var c90 = Vector512.Load(start + 9 * startRow);
        var ca0 = Vector512.Load(start + 10 * startRow);
        var cb0 = Vector512.Load(start + 11 * startRow);
        var cc0 = Vector512.Load(start + 12 * startRow);
        var cd0 = Vector512.Load(start + 13 * startRow);
        var ce0 = Vector512.Load(start + 14 * startRow);
        var cf0 = Vector512.Load(start + 15 * startRow);
        for (var d = tile.Depth; d > 0; d--)
        {
            var b0 = Vector512.Load(b);
            var a0 = a;
            c00 = Fused.MultiplyAdd(Vector512.Create(*a0), b0, c00);
            c10 = Fused.MultiplyAdd(Vector512.Create(a0[step]), b0, c10);
            c20 = Fused.MultiplyAdd(Vector512.Create(a0[2 * step]), b0, c20);
            c30 = Fused.MultiplyAdd(Vector512.Create(a0[3 * step]), b0, c30);
            var a4 = a + 4 * step;
            c40 = Fused.MultiplyAdd(Vector512.Create(*a4), b0, c40);
            c50 = Fused.MultiplyAdd(Vector512.Create(a4[step]), b0, c50);
            c60 = Fused.MultiplyAdd(Vector512.Create(a4[2 * step]), b0, c60);
            c70 = Fused.MultiplyAdd(Vector512.Create(a4[3 * step]), b0, c70);
            var a8 = a + 8 * step;
            c80 = Fused.MultiplyAdd(Vector512.Create(*a8), b0, c80);
            c90 = Fused.MultiplyAdd(Vector512.Create(a8[step]), b0, c90);
            ca0 = Fused.MultiplyAdd(Vector512.Create(a8[2 * step]), b0, ca0);
            cb0 = Fused.MultiplyAdd(Vector512.Create(a8[3 * step]), b0, cb0);
            var ac = a + 12 * step;
            cc0 = Fused.MultiplyAdd(Vector512.Create(*ac), b0, cc0);
            cd0 = Fused.MultiplyAdd(Vector512.Create(ac[step]), b0, cd0);
            ce0 = Fused.MultiplyAdd(Vector512.Create(ac[2 * step]), b0, ce0);
            cf0 = Fused.MultiplyAdd(Vector512.Create(ac[3 * step]), b0, cf0);
            a += aDepth;
            b += bDepth;
        }

        var c = tile.C;
        var cRow = tile.CRow;
        c00.Store(c);
        c10.Store(c + cRow);
        c20.Store(c + 2 * cRow);
        c30.Store(c + 3 * cRow);
        c40.Store(c + 4 * cRow);
        c50.Store(c + 5 * cRow);
        c60.Store(c + 6 * cRow);
        c70.Store(c + 7 * cRow);
        c80.Store(c + 8 * cRow);
        c90.Store(c + 9 * cRow);
        ca0.Store(c + 10 * cRow);
        cb0.Store(c + 11 * cRow);
        cc0.Store(c + 12 * cRow);
        cd0.Store(c + 13 * cRow);
        ce0.Store(c + 14 * cRow);
        cf0.Store(c + 15 * cRow);
    }

    [SkipLocalsInit]
    private static void FourByOne<T>(in RowTile<T> tile)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = tile.A;
        var b = tile.B;
        var step = tile.ARow;
        var (aDepth, bDepth) = (tile.ADepth, tile.BDepth);
        var start = tile.Start;
        var startRow = tile.StartRow;
        var c00 = Vector512.Load(start);
        var c10 = Vector512.Load(start + startRow);
        var c20 = Vector512.Load(start + 2 * startRow);
        var c30 = Vector512.Load(start + 3 * startRow);
        for (var d = tile.Depth; d > 0; d--)
        {
            var b0 = Vector512.Load(b);
            c00 = Fused.MultiplyAdd(Vector512.Create(*a), b0, c00);
            c10 = Fused.MultiplyAdd(Vector512.Create(a[step]), b0, c10);
            c20 = Fused.MultiplyAdd(Vector512.Create(a[2 * step]), b0, c20);
            c30 = Fused.MultiplyAdd(Vector512.Create(a[3 * step]), b0, c30);
            a += aDepth;
            b += bDepth;
        }

        var c = tile.C;
        var cRow = tile.CRow;
        c00.Store(c);
        c10.Store(c + cRow);
        c20.Store(c + 2 * cRow);
        c30.Store(c + 3 * cRow);
    }

    [SkipLocalsInit]
    private static void OneByOne<T>(in RowTile<T> tile)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = tile.A;
        var b = tile.B;
        var (aDepth, bDepth) = (tile.ADepth, tile.BDepth);
        var c00 = Vector512.Load(tile.Start);
        for (var d = tile.Depth; d > 0; d--)
        {
            var b0 = Vector512.Load(b);
            c00 = Fused.MultiplyAdd(Vector512.Create(*a), b0, c00);
            a += aDepth;
            b += bDepth;
        }

        var c = tile.C;
        c00.Store(c);
    }
}
