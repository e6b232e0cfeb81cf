namespace Loschmidt.Experiments.Schema;

/// <summary>What becomes of numbers that are missing in a file, written <c>?</c>, <c>NaN</c> or not at all.</summary>
public enum MissingValues
{
    /// <summary>The file is refused, with the place.</summary>
    Refuse,

    /// <summary>The number before it in the same channel; 0 at the beginning.</summary>
    Previous,

    /// <summary>0.</summary>
    Zero,
}
