namespace Loschmidt.Graphs;

/// <summary>Which sites are bonded.</summary>
public enum FormulaGraphKind
{
    /// <summary>Sites in a row.</summary>
    Chain,

    /// <summary>Sites in a circle.</summary>
    Ring,

    /// <summary>A rectangle of sites, bonded to the right and downwards.</summary>
    Grid,

    /// <summary>Every site with every other one.</summary>
    All,

    /// <summary>Bonds that are listed.</summary>
    Bonds,
}
