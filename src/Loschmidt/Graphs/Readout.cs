namespace Loschmidt.Graphs;

/// <summary>What is measured at the output sites of a machine; the answer is the largest output.</summary>
public enum Readout
{
    /// <summary>y = q, one output a site.</summary>
    Positions,

    /// <summary>y = (−q, q) of a single site: two outputs, and the answer is the sign of q, 0 left and 1 right.</summary>
    Signs,

    /// <summary>y = |Ψ|² = (q² + p²)/2, one output a site: the brightest answers.</summary>
    Intensities,
}
