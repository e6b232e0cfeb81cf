namespace Loschmidt.Experiments.Execution;

/// <summary>What a training may be told that does not change its result.</summary>
/// <param name="Threads">Worker threads; 0 uses every core.</param>
/// <param name="Data">Data folder; null looks in the usual places.</param>
/// <param name="Png">Whether pictures are written as PNG too.</param>
internal sealed record TrainingOptions(int Threads, string? Data, bool Png = false)
{
    /// <summary>Whether the run has the process to itself: then its memory is measured, and pictures are made at the end.</summary>
    public bool Alone { get; init; } = true;

    /// <summary>Whether the test split is read after the last step: not where variants are compared and one is chosen.</summary>
    public bool ReadTest { get; init; } = true;
}
