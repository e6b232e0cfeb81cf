namespace Loschmidt.Sequences.Units;

/// <summary>How many vectors of oscillators a loop over time carries at once, known when it is compiled.</summary>
/// <remarks>A recurrence waits for its own last result; what is independent of it fills the time.</remarks>
internal interface ICount
{
    /// <summary>1, 2 or 4.</summary>
    static abstract int Vectors { get; }
}

/// <summary>One vector.</summary>
internal readonly struct One : ICount
{
    /// <inheritdoc/>
    public static int Vectors => 1;
}

/// <summary>Two vectors.</summary>
internal readonly struct Two : ICount
{
    /// <inheritdoc/>
    public static int Vectors => 2;
}

/// <summary>Four vectors.</summary>
internal readonly struct Four : ICount
{
    /// <inheritdoc/>
    public static int Vectors => 4;
}
