using System.Numerics;
using Loschmidt.Sequences.Layers;

namespace Loschmidt.Sequences.Stack;

/// <summary>No normalisation: z = x.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class PlainRowNorm<T>(StackShape shape) : IRowNorm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Forward(in StackPiece piece, T* x, T* z) =>
        new ReadOnlySpan<T>(x, piece.Rows * shape.Width).CopyTo(new Span<T>(z, piece.Rows * shape.Width));

    public void Backward(in StackPiece piece, T* z, T* dz, T* dx) => Diagonal.Add(piece.Rows * shape.Width, dx, dz, dx);
}
