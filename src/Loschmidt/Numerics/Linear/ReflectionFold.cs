using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Linear;

/// <summary>Splits a plane [columns × rows] into its parts even and odd under reflection of either axis, and joins them again.</summary>
/// <remarks>
/// With a′ the mirror image of a, even = f(a) + f(a′), odd = f(a) − f(a′); a matrix U that commutes with the reflection then
/// acts as ½(U_ij ± U_ij′) on half as many elements, and f(a) = even + odd, f(a′) = even − odd. An element on the mirror is
/// counted twice by the sum; the matrices halve its weight instead of the loops asking for it.
/// <para>
/// The last vector of a folded row reaches past the middle. Nothing is masked there: along rows the matrices are continued to
/// those columns, where even and odd parts are mirror images of computed ones, and both writes of an overlapped element agree.
/// </para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class ReflectionFold<T>(int columns, int rows)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Columns of the even part.</summary>
    public int EvenColumns { get; } = (columns + 1) / 2;

    /// <summary>Columns of the odd part.</summary>
    public int OddColumns { get; } = columns / 2;

    /// <summary>Rows of the even part.</summary>
    public int EvenRows { get; } = (rows + 1) / 2;

    /// <summary>Rows of the odd part.</summary>
    public int OddRows { get; } = rows / 2;

    /// <summary>Where the odd columns begin in a folded field.</summary>
    public int FirstOddColumn => BlockMatrix<T>.PaddedRows(EvenColumns);

    /// <summary>Vectors of the even part of a folded column, and as many of the odd part, which the continuation needs.</summary>
    public int PartVectors { get; } = BlockMatrix<T>.VectorsFor((rows + 1) / 2);

    /// <summary>Storage for a folded field: even then odd columns, each with its even then odd rows.</summary>
    public BlockMatrix<T> CreateField() => new(FirstOddColumn + OddColumns, 2 * PartVectors);

    /// <summary>One block of a reflection-symmetric matrix, to multiply folded columns from the left.</summary>
    public static BlockMatrix<T> Across(Complex[,] matrix, bool odd)
    {
        var n = matrix.GetLength(0);
        var size = odd ? n / 2 : (n + 1) / 2;
        var block = new BlockMatrix<T>(size, BlockMatrix<T>.VectorsFor(size));
        for (var to = 0; to < size; to++)
        {
            for (var from = 0; from < size; from++)
                block.Set(to, from, Entry(matrix, to, from, odd));
        }

        return block;
    }

    /// <summary>One block of a reflection-symmetric matrix, to multiply folded rows from the right.</summary>
    public static BlockMatrix<T> Along(Complex[,] matrix, bool odd)
    {
        var n = matrix.GetLength(0);
        var size = odd ? n / 2 : (n + 1) / 2;
        var vectors = BlockMatrix<T>.VectorsFor((n + 1) / 2);
        var block = new BlockMatrix<T>(size, vectors);
        for (var from = 0; from < size; from++)
        {
            for (var to = 0; to < Math.Min(n, vectors * Vector512<T>.Count); to++)
                block.Set(from, to, Entry(matrix, to, from, odd));
        }

        return block;
    }

    /// <summary>Overwrites the folded field with the parts of (q, p).</summary>
    public void Fold(ReadOnlySpan<T> q, ReadOnlySpan<T> p, BlockMatrix<T> field)
    {
        fixed (T* real = q, imaginary = p)
        {
            for (var column = 0; column < EvenColumns; column++)
            {
                FoldColumn(real, column, field, 0);
                FoldColumn(imaginary, column, field, Vector512<T>.Count);
            }
        }
    }

    /// <summary>Overwrites (q, p) with the sum of the parts.</summary>
    public void Unfold(BlockMatrix<T> field, Span<T> q, Span<T> p)
    {
        fixed (T* real = q, imaginary = p)
        {
            for (var column = 0; column < EvenColumns; column++)
            {
                UnfoldColumn(field, 0, real, column);
                UnfoldColumn(field, Vector512<T>.Count, imaginary, column);
            }
        }
    }

    private static Complex Entry(Complex[,] matrix, int to, int from, bool odd)
    {
        var mirrored = matrix.GetLength(0) - 1 - from;
        var entry = 0.5 * (odd ? matrix[to, from] - matrix[to, mirrored] : matrix[to, from] + matrix[to, mirrored]);
        return from == mirrored ? 0.5 * entry : entry;
    }

    private void FoldColumn(T* plane, int column, BlockMatrix<T> field, int part)
    {
        var near = plane + (nint)column * rows;
        var far = plane + (nint)(columns - 1 - column) * rows;
        var width = Vector512<T>.Count;
        var even = field.Pointer + (nint)column * field.Stride + part;
        var odd = field.Pointer + (nint)(FirstOddColumn + column) * field.Stride + part;
        var oddRows = 2 * width * PartVectors;
        var hasOdd = column < OddColumns;
        if (PartVectors * width > rows)
        {
            for (var row = 0; row < EvenRows; row++)
            {
                var (n, f, nm, fm) = (near[row], far[row], near[rows - 1 - row], far[rows - 1 - row]);
                var at = row / width * 2 * width + row % width;
                even[at] = n + f + (nm + fm);
                even[at + oddRows] = n + f - (nm + fm);
                if (hasOdd)
                {
                    odd[at] = n - f + (nm - fm);
                    odd[at + oddRows] = n - f - (nm - fm);
                }
            }

            return;
        }

        for (var v = 0; v < PartVectors; v++)
        {
            var row = v * width;
            var mirrored = rows - width - row;
            var (n, f) = (Vector512.Load(near + row), Vector512.Load(far + row));
            var (nm, fm) = (Reversed(near + mirrored), Reversed(far + mirrored));
            var (sum, mirroredSum) = (n + f, nm + fm);
            (sum + mirroredSum).Store(even + 2 * row);
            (sum - mirroredSum).Store(even + oddRows + 2 * row);
            if (hasOdd)
            {
                var (difference, mirroredDifference) = (n - f, nm - fm);
                (difference + mirroredDifference).Store(odd + 2 * row);
                (difference - mirroredDifference).Store(odd + oddRows + 2 * row);
            }
        }
    }

    private void UnfoldColumn(BlockMatrix<T> field, int part, T* plane, int column)
    {
        var near = plane + (nint)column * rows;
        var far = plane + (nint)(columns - 1 - column) * rows;
        var width = Vector512<T>.Count;
        var even = field.Pointer + (nint)column * field.Stride + part;
        var odd = field.Pointer + (nint)(FirstOddColumn + column) * field.Stride + part;
        var oddRows = 2 * width * PartVectors;
        var hasOdd = column < OddColumns;
        if (PartVectors * width > rows)
        {
            for (var row = 0; row < EvenRows; row++)
            {
                var at = row / width * 2 * width + row % width;
                var mirrored = rows - 1 - row;
                var (ee, eo) = (even[at], mirrored == row ? T.Zero : even[at + oddRows]);
                var (oe, oo) = hasOdd ? (odd[at], mirrored == row ? T.Zero : odd[at + oddRows]) : (T.Zero, T.Zero);
                (near[row], far[row]) = (ee + eo + (oe + oo), ee + eo - (oe + oo));
                (near[mirrored], far[mirrored]) = (ee - eo + (oe - oo), ee - eo - (oe - oo));
            }

            return;
        }

        for (var v = 0; v < PartVectors; v++)
        {
            var row = v * width;
            var ee = Vector512.Load(even + 2 * row);
            var eo = Vector512.Load(even + oddRows + 2 * row);
            var oe = hasOdd ? Vector512.Load(odd + 2 * row) : Vector512<T>.Zero;
            var oo = hasOdd ? Vector512.Load(odd + oddRows + 2 * row) : Vector512<T>.Zero;
            var (sum, difference) = (ee + eo, oe + oo);
            var (mirroredSum, mirroredDifference) = (ee - eo, oe - oo);
            var mirrored = rows - width - row;
            (sum + difference).Store(near + row);
            (sum - difference).Store(far + row);
            Reversed(mirroredSum + mirroredDifference).Store(near + mirrored);
            Reversed(mirroredSum - mirroredDifference).Store(far + mirrored);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Reversed(T* source) => Reversed(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Reversed(Vector512<T> x) =>
        typeof(T) == typeof(double)
            ? Vector512.Shuffle(x.AsDouble(), Vector512.Create(7L, 6, 5, 4, 3, 2, 1, 0)).As<double, T>()
            : Vector512.Shuffle(x.AsSingle(), Vector512.Create(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0))
                .As<float, T>();
}
