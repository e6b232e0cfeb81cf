namespace Loschmidt.Experiments.Commands;

/// <summary>What <c>loschmidt train --resume</c> was asked to do; the run's own experiment.yaml decides everything else.</summary>
/// <param name="Run">A run's name or folder.</param>
/// <param name="Threads">Worker threads; 0 uses every core.</param>
/// <param name="Data">Data folder; null looks in the usual places.</param>
/// <param name="Runs">Folder of run folders; null uses the usual one.</param>
/// <param name="Png">Whether to write PNG pictures beside the SVG ones.</param>
public sealed record ResumeRequest(string Run, int Threads, string? Data, string? Runs, bool Png = false);
