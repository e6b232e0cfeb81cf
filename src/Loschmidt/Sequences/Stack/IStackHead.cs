using System.Numerics;
using Loschmidt.Machines;

namespace Loschmidt.Sequences.Stack;

/// <summary>The read-out of one group of lanes and its cost: hears the top of the stack on the way out, gives the error on the way home.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe interface IStackHead<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Starts a batch; forgets gradients.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="firstLane">The group's first lane in the batch.</param>
    /// <param name="lengths">Steps of every lane of the group.</param>
    void Begin(Batch batch, int firstLane, ReadOnlySpan<int> lengths);

    /// <summary>Hears x = the top of a piece on the way out.</summary>
    void Hear(in StackPiece piece, T* x);

    /// <summary>Ends the way out.</summary>
    /// <param name="judged">Whether the batch brings something to judge by.</param>
    /// <returns>The cost, summed over lanes; 0 where there is nothing to judge by.</returns>
    double Conclude(bool judged);

    /// <summary>Overwrites dx with ∂C/∂x of a piece; accumulates the head's gradient.</summary>
    /// <param name="piece">Which rows.</param>
    /// <param name="x">The top of the piece, retraced.</param>
    /// <param name="dx">[rows × width].</param>
    void Error(in StackPiece piece, T* x, T* dx);

    /// <summary>Answers a single lane step by step, whatever is to come.</summary>
    /// <param name="piece">Which rows.</param>
    /// <param name="x">[rows × width].</param>
    /// <param name="heard">Steps heard before this piece; 0 starts anew.</param>
    /// <param name="answers">[steps × outputs], overwritten.</param>
    void Say(in StackPiece piece, T* x, long heard, Span<double> answers);

    /// <summary>The answer to one lane: logits, or the newest numbers; valid after <see cref="Conclude"/>.</summary>
    ReadOnlySpan<double> Answer(int lane);

    /// <summary>∂C/∂Wₒ, [H × outputs].</summary>
    double[] WeightGradient { get; }

    /// <summary>∂C/∂bₒ, [outputs].</summary>
    double[] BiasGradient { get; }
}
