namespace Loschmidt.Sequences.Stack;

/// <summary>Some consecutive steps of a group of lanes.</summary>
/// <param name="FirstStep">Step of the journey, from 0, at which it begins.</param>
/// <param name="Steps">Steps of the longest lane in it.</param>
/// <param name="StepsOf">Steps of every lane in it: shorter, or 0, where a lane ends before.</param>
/// <param name="Even">Whether all lanes last to its end.</param>
/// <param name="Slot">Where what is remembered of it is kept, of those who remember several pieces.</param>
internal readonly record struct StackPiece(int FirstStep, int Steps, int[] StepsOf, bool Even, int Slot = 0)
{
    /// <summary>Rows of it.</summary>
    public int Rows => Steps * StepsOf.Length;

    /// <summary>Piece number <paramref name="index"/> of a journey.</summary>
    /// <param name="index">Which piece.</param>
    /// <param name="lengths">Steps of every lane in all.</param>
    /// <param name="stepsOf">[lanes], overwritten; kept by the piece.</param>
    public static StackPiece Of(int index, ReadOnlySpan<int> lengths, int[] stepsOf)
    {
        var (first, longest) = (index * StackShape.PieceSteps, 0);
        for (var lane = 0; lane < lengths.Length; lane++)
        {
            stepsOf[lane] = Math.Clamp(lengths[lane] - first, 0, StackShape.PieceSteps);
            longest = Math.Max(longest, stepsOf[lane]);
        }

        return new StackPiece(first, longest, stepsOf, !stepsOf.AsSpan().ContainsAnyExcept(longest));
    }
}
