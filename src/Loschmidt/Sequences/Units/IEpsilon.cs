namespace Loschmidt.Sequences.Units;

/// <summary>Whether a pair of echoes is infinitesimal, known when a loop is compiled.</summary>
internal interface IEpsilon
{
    /// <summary>ε → 0.</summary>
    static abstract bool IsZero { get; }
}

/// <summary>The limit.</summary>
internal readonly struct Zero : IEpsilon
{
    /// <inheritdoc/>
    public static bool IsZero => true;
}

/// <summary>A pair at ±ε.</summary>
internal readonly struct Finite : IEpsilon
{
    /// <inheritdoc/>
    public static bool IsZero => false;
}
