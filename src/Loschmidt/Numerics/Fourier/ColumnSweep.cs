using System.Numerics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>Carries a <see cref="VectorColumn{T}"/> over arrays: whole vectors in place, remnants and rows through scratch.</summary>
internal sealed unsafe class ColumnSweep<T>(VectorColumn<T> column)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _scratch = new(2L * column.Length * VectorColumn<T>.Width);

    /// <summary>Elements of a column.</summary>
    public int Length => column.Length;

    /// <summary>Transforms [length × lanes], elements a stride apart, lanes adjacent.</summary>
    public void Columns(T* re, T* im, nint stride, nint lanes)
    {
        nint lane = 0;
        for (; lane + VectorColumn<T>.Width <= lanes; lane += VectorColumn<T>.Width)
        {
            column.Transform(re + lane, im + lane, stride);
        }

        if (lane < lanes)
        {
            Remnant(re + lane, im + lane, stride, (int)(lanes - lane));
        }
    }

    /// <summary>Transforms every row of [rows × length], turning a vector's worth of rows at a time.</summary>
    public void Rows(T* re, T* im, nint rows)
    {
        nint length = column.Length;
        var width = VectorColumn<T>.Width;
        var workRe = _scratch.Pointer;
        var workIm = workRe + length * width;
        for (nint row = 0; row < rows; row += width)
        {
            var count = (int)Math.Min(width, rows - row);
            var blockRe = re + row * length;
            var blockIm = im + row * length;
            Transposition.ToColumns(blockRe, length, count, workRe);
            Transposition.ToColumns(blockIm, length, count, workIm);
            column.Transform(workRe, workIm, width);
            Transposition.ToRows(workRe, blockRe, length, count);
            Transposition.ToRows(workIm, blockIm, length, count);
        }
    }

    // Idle lanes of the scratch keep old, finite numbers: lanes never mix, so they need no cleaning.
    private void Remnant(T* re, T* im, nint stride, int lanes)
    {
        var width = VectorColumn<T>.Width;
        var workRe = _scratch.Pointer;
        var workIm = workRe + (nint)column.Length * width;
        for (nint j = 0; j < column.Length; j++)
        {
            new ReadOnlySpan<T>(re + j * stride, lanes).CopyTo(new Span<T>(workRe + j * width, width));
            new ReadOnlySpan<T>(im + j * stride, lanes).CopyTo(new Span<T>(workIm + j * width, width));
        }

        column.Transform(workRe, workIm, width);
        for (nint j = 0; j < column.Length; j++)
        {
            new ReadOnlySpan<T>(workRe + j * width, lanes).CopyTo(new Span<T>(re + j * stride, lanes));
            new ReadOnlySpan<T>(workIm + j * width, lanes).CopyTo(new Span<T>(im + j * stride, lanes));
        }
    }
}
