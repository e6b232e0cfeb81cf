using System.Numerics;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Linear;

/// <summary>
/// A complex matrix stored row by row in blocks: a vector of real parts, then the vector of their imaginary parts.
/// </summary>
/// <remarks>
/// One pointer reaches both parts of an element at a constant distance, whether it is read as a vector or broadcast
/// alone. Rows are padded to whole vectors, to an odd number of blocks (so that equal columns of many rows do not fall
/// into the same few cache sets), and their number to whole groups of <see cref="ComplexGemm.RowGroup"/>; padding
/// starts as zero.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class BlockMatrix<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _buffer;

    /// <summary>A matrix of zeros.</summary>
    /// <param name="rows">Rows that mean something.</param>
    /// <param name="vectors">Columns, in vectors.</param>
    public BlockMatrix(int rows, int vectors)
    {
        Rows = PaddedRows(rows);
        Stride = 2 * Vector512<T>.Count * (vectors | 1);
        _buffer = new AlignedBuffer<T>(checked(Rows * Stride));
    }

    /// <summary>Rows in storage, a multiple of <see cref="ComplexGemm.RowGroup"/>.</summary>
    public int Rows { get; }

    /// <summary>Elements from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>The first element; keep the matrix reachable while using it.</summary>
    public T* Pointer => _buffer.Pointer;

    /// <summary>Where the real part of an element sits; the imaginary part follows one vector later.</summary>
    public int IndexOf(int row, int column)
    {
        var (block, within) = Math.DivRem(column, Vector512<T>.Count);
        return row * Stride + 2 * Vector512<T>.Count * block + within;
    }

    /// <summary>Sets one element.</summary>
    public void Set(int row, int column, Complex value)
    {
        var index = IndexOf(row, column);
        _buffer.Span[index] = T.CreateChecked(value.Real);
        _buffer.Span[index + Vector512<T>.Count] = T.CreateChecked(value.Imaginary);
    }

    /// <summary>Vectors that hold this many elements.</summary>
    public static int VectorsFor(int elements) => (elements + Vector512<T>.Count - 1) / Vector512<T>.Count;

    /// <summary>Rows rounded up to whole groups.</summary>
    public static int PaddedRows(int rows) =>
        (rows + ComplexGemm.RowGroup - 1) / ComplexGemm.RowGroup * ComplexGemm.RowGroup;
}
