using System.Numerics;
using Loschmidt.Numerics;
using Loschmidt.Sequences.Layers;

namespace Loschmidt.Sequences.Stack;

/// <summary>Normalises every step over its own channels: local in time, so that nothing has to be kept.</summary>
/// <param name="shape">Sizes.</param>
/// <param name="slots">Pieces that may be on their way home at a time.</param>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class StepRowNorm<T>(StackShape shape, int slots) : IRowNorm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _inverse = new((long)slots * shape.Rows);

    public void Forward(in StackPiece piece, T* x, T* z) =>
        StepNorm.Forward(piece.Rows, x, z, shape.Width, shape.Hidden, Inverse(piece));

    public void Backward(in StackPiece piece, T* z, T* dz, T* dx) =>
        StepNorm.Backward(piece.Rows, z, dz, dx, shape.Width, shape.Hidden, Inverse(piece));

    private T* Inverse(in StackPiece piece) => _inverse.Pointer + ((nint)piece.Slot * shape.Rows);
}
