using System.Numerics;
using Loschmidt.Numerics;
using Loschmidt.Sequences.Layers;

namespace Loschmidt.Sequences.Stack;

/// <summary>Normalises every step over its own channels: local in time, so that nothing has to be kept.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class StepRowNorm<T>(StackShape shape) : IRowNorm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _inverse = new(shape.Rows);

    public void Forward(in StackPiece piece, T* x, T* z) =>
        StepNorm.Forward(piece.Rows, x, z, shape.Width, shape.Hidden, _inverse.Pointer);

    public void Backward(in StackPiece piece, T* z, T* dz, T* dx) =>
        StepNorm.Backward(piece.Rows, z, dz, dx, shape.Width, shape.Hidden, _inverse.Pointer);
}
