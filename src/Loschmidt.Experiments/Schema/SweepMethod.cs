namespace Loschmidt.Experiments.Schema;

/// <summary>How the points of a sweep are chosen.</summary>
public enum SweepMethod
{
    /// <summary>Every combination of the values listed.</summary>
    Grid,

    /// <summary>Each point drawn on its own.</summary>
    Random,

    /// <summary>Points spread so that each of n equal parts of every range holds exactly one of n points.</summary>
    LatinHypercube,
}
