namespace Loschmidt.Experiments.Composition;

/// <summary>What a training may be told that does not change its result.</summary>
/// <param name="Threads">Worker threads; 0 uses every core.</param>
/// <param name="Data">Data folder; null looks in the usual places.</param>
/// <param name="Pictures">Whether pictures and a report are made at the end.</param>
/// <param name="Png">Whether pictures are written as PNG too.</param>
internal sealed record TrainingOptions(int Threads, string? Data, bool Pictures = true, bool Png = false);
