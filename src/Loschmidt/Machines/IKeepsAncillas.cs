namespace Loschmidt.Machines;

/// <summary>A machine that loses nothing because ancillas keep it.</summary>
public interface IKeepsAncillas : IReverses
{
    /// <summary>Its ancillas in the order in which a pass feeds them; their coordinates never move.</summary>
    IReadOnlyList<AncillaGroup> AncillaGroups { get; }

    /// <summary>Σ|a|² of every group, summed over samples.</summary>
    /// <param name="quanta">[groups], <b>overwritten</b>.</param>
    void CountAncillas(Span<double> quanta);
}
