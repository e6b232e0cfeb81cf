namespace Loschmidt.Sequences;

/// <summary>What of a series the head reads.</summary>
public enum Pooling
{
    /// <summary>The mean over time.</summary>
    Mean,

    /// <summary>The last step.</summary>
    Last,

    /// <summary>Every k-th step, each by itself.</summary>
    Every,
}
