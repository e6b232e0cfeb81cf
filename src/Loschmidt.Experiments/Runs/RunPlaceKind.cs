namespace Loschmidt.Experiments.Runs;

/// <summary>What a folder among the runs is.</summary>
internal enum RunPlaceKind
{
    /// <summary>A run on its own.</summary>
    Run,

    /// <summary>A sweep, whose jobs are runs.</summary>
    Sweep,

    /// <summary>A run of a sweep.</summary>
    Job,
}
