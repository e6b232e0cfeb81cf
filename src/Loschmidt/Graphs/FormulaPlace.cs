namespace Loschmidt.Graphs;

/// <summary>Where a parameter of a formula has a value of its own.</summary>
public enum FormulaPlace
{
    /// <summary>At every site.</summary>
    Site,

    /// <summary>At every bond.</summary>
    Bond,

    /// <summary>Nowhere: one value for all.</summary>
    All,
}
