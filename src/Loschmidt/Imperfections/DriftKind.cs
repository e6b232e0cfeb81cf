namespace Loschmidt.Imperfections;

/// <summary>How parameters move between the way out and the way home.</summary>
public enum DriftKind
{
    /// <summary>By a fresh normal number at every way home.</summary>
    RandomWalk,

    /// <summary>By the same amount at every way home, drawn once from the seed.</summary>
    Linear,
}
