using System.Numerics;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Linear;

/// <summary>A real matrix [rows × columns] laid out to be the right factor of <see cref="RowGemm.Multiply"/>.</summary>
/// <remarks>
/// Columns are padded with zeros to whole vectors and cut into panels of four vectors, at the end of two and of one;
/// within a panel row follows row without a gap. A product walks down one panel and so reads memory straight through,
/// whatever the width: equal columns of many rows of a wide matrix would fall into the same few cache sets.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class PackedMatrix<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _buffer;

    /// <summary>A matrix of zeros.</summary>
    /// <param name="rows">K, length of the sums.</param>
    /// <param name="columns">M, columns that mean something.</param>
    public PackedMatrix(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        Rows = rows;
        Columns = columns;
        Vectors = (columns + Vector512<T>.Count - 1) / Vector512<T>.Count;
        _buffer = new AlignedBuffer<T>((long)rows * Width);
    }

    /// <summary>K.</summary>
    public int Rows { get; }

    /// <summary>M without padding.</summary>
    public int Columns { get; }

    /// <summary>Columns in vectors.</summary>
    public int Vectors { get; }

    /// <summary>Columns with padding.</summary>
    public int Width => Vectors * Vector512<T>.Count;

    /// <summary>The first element; keep the matrix reachable while using it.</summary>
    public T* Pointer => _buffer.Pointer;

    /// <summary>Width of the panel that begins at a vector, in vectors.</summary>
    public static int PanelVectors(int remaining) => remaining >= 4 ? 4 : remaining >= 2 ? 2 : 1;

    /// <summary>Overwrites the matrix; no allocation.</summary>
    /// <param name="values">[rows × columns], rounded to <typeparamref name="T"/>.</param>
    public void Pack(ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, Rows * Columns, nameof(values));
        Fill(values, Columns, 1);
    }

    /// <summary>Overwrites the matrix with the transpose of what is given; no allocation.</summary>
    /// <param name="values">[columns × rows], rounded to <typeparamref name="T"/>.</param>
    public void PackTransposed(ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, Rows * Columns, nameof(values));
        Fill(values, 1, Rows);
    }

    private void Fill(ReadOnlySpan<double> values, int rowStep, int columnStep)
    {
        var to = _buffer.Span;
        for (var v = 0; v < Vectors;)
        {
            var panel = PanelVectors(Vectors - v);
            var (first, width) = (v * Vector512<T>.Count, panel * Vector512<T>.Count);
            var count = Math.Min(width, Columns - first);
            for (var row = 0; row < Rows; row++)
            {
                var at = row * rowStep + first * columnStep;
                for (var column = 0; column < count; column++)
                    to[column] = T.CreateTruncating(values[at + column * columnStep]);

                to = to[width..];
            }

            v += panel;
        }
    }
}
