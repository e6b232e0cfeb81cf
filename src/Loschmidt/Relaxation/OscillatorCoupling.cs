namespace Loschmidt.Relaxation;

/// <summary>All pairs between two groups, or within one.</summary>
/// <param name="A">The group of the rows, the one of lower numbers.</param>
/// <param name="B">The group of the columns.</param>
/// <param name="Offset">Where its couplings begin in θ: [A × B] row by row, within a group the pairs i &lt; j in that
/// order.</param>
/// <param name="Place">Where its full matrix [A × B] begins among all.</param>
internal readonly record struct OscillatorCoupling(OscillatorGroup A, OscillatorGroup B, int Offset, int Place)
{
    /// <summary>Whether it is within one group.</summary>
    public bool IsWithin => A == B;

    /// <summary>Entries of the full matrix.</summary>
    public int Size => A.Count * B.Count;

    /// <summary>Parameters.</summary>
    public int Count => IsWithin ? A.Count * (A.Count - 1) / 2 : Size;
}
