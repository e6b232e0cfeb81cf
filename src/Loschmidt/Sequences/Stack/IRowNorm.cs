using System.Numerics;

namespace Loschmidt.Sequences.Stack;

/// <summary>The normalisation of a block's input, a piece at a time, the same on the way out and on the way home.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe interface IRowNorm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Overwrites z with the normalised rows of x; remembers what the way back through this piece needs.</summary>
    /// <param name="piece">Which rows.</param>
    /// <param name="x">[rows × width].</param>
    /// <param name="z">[rows × width].</param>
    void Forward(in StackPiece piece, T* x, T* z);

    /// <summary>Adds to dx what dz says about x, as far as it is local to a row.</summary>
    /// <param name="piece">Which rows.</param>
    /// <param name="z">[rows × width], as <see cref="Forward"/> left them.</param>
    /// <param name="dz">∂C/∂z.</param>
    /// <param name="dx">∂C/∂x, <b>accumulated</b>.</param>
    void Backward(in StackPiece piece, T* z, T* dz, T* dx);
}
