using System.Numerics;
using System.Runtime.Intrinsics;

namespace Loschmidt.Sequences.Stack;

/// <summary>Sizes of a stack as its rows lie in memory: rows are (step, lane), channels innermost and padded to whole vectors.</summary>
/// <param name="Channels">N.</param>
/// <param name="Hidden">H.</param>
/// <param name="Width">Elements of a row of hidden channels, padding included.</param>
/// <param name="Oscillators">Real oscillators of a layer.</param>
/// <param name="UnitWidth">Elements of a row of oscillators.</param>
/// <param name="Outputs">Numbers of an answer.</param>
/// <param name="AnswerWidth">Elements of a row of answers.</param>
/// <param name="Lanes">Lanes of the group.</param>
internal sealed record StackShape(
    int Channels, int Hidden, int Width, int Oscillators, int UnitWidth, int Outputs, int AnswerWidth, int Lanes)
{
    /// <summary>Steps of a piece: enough that dense layers reach their speed, few enough that a piece of all layers stays in the cache.</summary>
    public const int PieceSteps = 64;

    /// <summary>Rows of a whole piece.</summary>
    public int Rows => PieceSteps * Lanes;

    /// <summary>Pieces of a journey.</summary>
    public static int PiecesOf(int steps) => (steps + PieceSteps - 1) / PieceSteps;

    /// <summary>Elements of a row, padded.</summary>
    public static int Padded<T>(int elements)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        (elements + Vector512<T>.Count - 1) / Vector512<T>.Count * Vector512<T>.Count;
}
