namespace Loschmidt.Graphs;

/// <summary>The numbers a machine keeps its phase point in.</summary>
public enum Arithmetic
{
    /// <summary>Floating point: any term, home to within rounding.</summary>
    Floating,

    /// <summary>64-bit integers of 2⁻⁴⁰: kicks and drifts only, home to the last bit.</summary>
    FixedPoint,
}
