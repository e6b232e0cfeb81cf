namespace Loschmidt.Machines;

/// <summary>A machine that loses nothing because ancillas keep it.</summary>
public interface IKeepsAncillas : IExposed
{
    /// <summary>Its ancillas in the order in which a pass feeds them; their coordinates never move.</summary>
    IReadOnlyList<AncillaGroup> AncillaGroups { get; }
}
