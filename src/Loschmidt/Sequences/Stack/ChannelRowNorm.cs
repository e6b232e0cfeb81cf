using System.Numerics;
using Loschmidt.Sequences.Layers;

namespace Loschmidt.Sequences.Stack;

/// <summary>A batch norm for one group of lanes: z = (x − m)/√(v + ϵ) with statistics that all groups share.</summary>
/// <remarks>What the batch's own share in m and v brings to ∂C/∂x couples all rows: <see cref="Finish(in StackPiece, T*, T*)"/> adds it once the sums of all groups are known.</remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class ChannelRowNorm<T>(StackShape shape, ChannelStatistics<T> statistics) : IRowNorm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Σ(x − running mean) over this group's rows, [width].</summary>
    public double[] Sums { get; } = new double[shape.Width];

    /// <summary>Σ(x − running mean)², [width].</summary>
    public double[] Squares { get; } = new double[shape.Width];

    /// <summary>ΣG of the way home, [width].</summary>
    public double[] Errors { get; } = new double[shape.Width];

    /// <summary>ΣG z, [width].</summary>
    public double[] Products { get; } = new double[shape.Width];

    /// <summary>Forgets all sums.</summary>
    public void Clear()
    {
        Array.Clear(Sums);
        Array.Clear(Squares);
        Array.Clear(Errors);
        Array.Clear(Products);
    }

    /// <summary>Adds the rows of a piece to the sums, those of lanes that have ended left out.</summary>
    public void Hear(in StackPiece piece, T* x)
    {
        if (piece.Even)
        {
            Hear(piece.Rows, x);
            return;
        }

        for (var row = 0; row < piece.Rows; row++)
        {
            if (Counts(piece, row))
            {
                Hear(1, x + ((nint)row * shape.Width));
            }
        }
    }

    public void Forward(in StackPiece piece, T* x, T* z) =>
        ChannelNorm.Forward(piece.Rows, x, z, shape.Width, statistics.Mean.Pointer, statistics.Inverse.Pointer);

    public void Backward(in StackPiece piece, T* z, T* dz, T* dx)
    {
        // Rows of lanes that have ended bring no error, so they add nothing here.
        ChannelNorm.AccumulateErrors(piece.Rows, z, dz, shape.Width, Errors, Products);
        Diagonal.MultiplyAdd(piece.Rows, shape.Width, dz, statistics.Inverse.Pointer, dx);
    }

    /// <summary>Adds to dx what came through the batch's statistics; rows of lanes that have ended are left alone.</summary>
    public void Finish(in StackPiece piece, T* x, T* dx)
    {
        if (piece.Even)
        {
            Finish(piece.Rows, x, dx);
            return;
        }

        for (var row = 0; row < piece.Rows; row++)
        {
            if (Counts(piece, row))
            {
                Finish(1, x + ((nint)row * shape.Width), dx + ((nint)row * shape.Width));
            }
        }
    }

    private void Hear(int rows, T* x) => ChannelNorm.AccumulateMoments(rows, x, shape.Width, statistics.RunningMean, Sums, Squares);

    private void Finish(int rows, T* x, T* dx) => ChannelNorm.Finish(
        rows, x, dx, shape.Width, statistics.Mean.Pointer, statistics.Inverse.Pointer, statistics.Offset.Pointer, statistics.Slope.Pointer);

    private bool Counts(in StackPiece piece, int row) => row / shape.Lanes < piece.StepsOf[row % shape.Lanes];
}
