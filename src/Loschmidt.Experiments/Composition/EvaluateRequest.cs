namespace Loschmidt.Experiments.Composition;

/// <summary>What <c>loschmidt evaluate</c> was asked to do.</summary>
/// <param name="Run">A run's name or folder.</param>
/// <param name="Threads">Worker threads; 0 uses every core.</param>
/// <param name="Data">Data folder; null looks in the usual places.</param>
/// <param name="Runs">Folder of run folders; null uses the usual one.</param>
public sealed record EvaluateRequest(string Run, int Threads, string? Data, string? Runs);
