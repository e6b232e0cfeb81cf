namespace Loschmidt.Machines;

/// <summary>Ways to take a gradient through a sequence of reversible steps.</summary>
public enum SequenceMethod
{
    /// <summary>Backpropagation through time over the stored trajectory: the reference, with memory that grows with time.</summary>
    Bptt,

    /// <summary>The literal pair of echoes at ±ε: what a laboratory would do.</summary>
    Echo,

    /// <summary>One echo at +ε, compared with the way out.</summary>
    OneSided,

    /// <summary>The limit ε → 0 of the echo.</summary>
    Tangent,

    /// <summary>The pair of echoes at ±ε carried as their mean and difference, so that nearly equal numbers are never subtracted.</summary>
    Paired,
}
