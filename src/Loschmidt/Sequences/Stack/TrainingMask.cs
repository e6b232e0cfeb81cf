using System.Numerics;
using Loschmidt.Sequences.Layers;

namespace Loschmidt.Sequences.Stack;

/// <summary>What one training step drops.</summary>
/// <param name="dropout">The masks of the run.</param>
/// <param name="moment">The training step.</param>
internal sealed unsafe class TrainingMask(Dropout dropout, uint moment)
{
    /// <summary>Multiplies the rows of a piece by the mask of their steps, the same on the way out and on the way home.</summary>
    /// <param name="layer">Which of the stack's dropouts.</param>
    /// <param name="piece">Which rows.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="rows">[rows × width], multiplied in place.</param>
    public void Apply<T>(int layer, in StackPiece piece, StackShape shape, T* rows)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        dropout.Apply(moment, (uint)layer, piece.FirstStep, piece.Steps, shape.Lanes, rows, shape.Width, shape.Lanes * (nint)shape.Width);
}
