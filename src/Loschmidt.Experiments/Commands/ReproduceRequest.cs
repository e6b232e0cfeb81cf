namespace Loschmidt.Experiments.Commands;

/// <summary>What <c>loschmidt reproduce</c> was asked to do.</summary>
/// <param name="Name">A figure's name, or <c>all</c>.</param>
/// <param name="Quick">Whether the small version is meant.</param>
/// <param name="Output">Folder for the results; null means <c>reproduced</c>.</param>
/// <param name="Again">Whether to compute what is there already.</param>
/// <param name="Threads">Trainings side by side, one thread each; 0 uses every core.</param>
/// <param name="Data">Data folder; null looks in the usual places.</param>
/// <param name="Gallery">Folder of the documentation's pictures, which are brought up to date; null leaves them alone.</param>
public sealed record ReproduceRequest(string Name, bool Quick, string? Output, bool Again, int Threads, string? Data, string? Gallery = null);
