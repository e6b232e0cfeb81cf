namespace Loschmidt.Experiments.Commands;

/// <summary>What <c>loschmidt sweep</c> was asked to do.</summary>
/// <param name="Source">A preset's name or the path of an experiment file; null goes on with <paramref name="Resume"/>.</param>
/// <param name="Quick">Whether the experiment's <c>quick</c> overrides apply.</param>
/// <param name="Sets">Overrides <c>key=value</c>, in the order given.</param>
/// <param name="Seed">Seed of the experiment; null keeps its own.</param>
/// <param name="Seeds">So many seeds, from the experiment's upwards, in place of the sweep block's; null keeps those.</param>
/// <param name="Steps">Training steps; null keeps the experiment's.</param>
/// <param name="Epochs">Passes over the training samples; null keeps the experiment's.</param>
/// <param name="Estimator">Gradient estimator; null keeps the experiment's.</param>
/// <param name="Precision">Arithmetic; null keeps the experiment's.</param>
/// <param name="Threads">Threads in all; 0 uses every core.</param>
/// <param name="Data">Data folder; null looks in the usual places.</param>
/// <param name="Runs">Folder of run folders; null uses the usual one.</param>
/// <param name="Resume">A sweep's name or folder; its own sweep.yaml decides everything else.</param>
public sealed record SweepRequest(
    string? Source,
    bool Quick,
    IReadOnlyList<string> Sets,
    ulong? Seed,
    int? Seeds,
    int? Steps,
    int? Epochs,
    string? Estimator,
    string? Precision,
    int Threads,
    string? Data,
    string? Runs,
    string? Resume = null);
