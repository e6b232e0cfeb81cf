namespace Loschmidt.Experiments.Commands;

/// <summary>What <c>loschmidt train</c> was asked to do, before anything is looked up or validated.</summary>
/// <param name="Source">A preset's name or the path of an experiment file.</param>
/// <param name="Quick">Whether the experiment's <c>quick</c> overrides apply.</param>
/// <param name="Sets">Overrides <c>key=value</c>, in the order given; they win over everything else but the options below.</param>
/// <param name="Seed">Seed of the run; null keeps the experiment's.</param>
/// <param name="Steps">Training steps; null keeps the experiment's. Excludes <paramref name="Epochs"/>.</param>
/// <param name="Epochs">Passes over the training samples; null keeps the experiment's.</param>
/// <param name="Estimator">Gradient estimator, such as <c>echo</c> or <c>tangent</c>; null keeps the experiment's.</param>
/// <param name="Precision"><c>float</c> or <c>double</c>; null keeps the experiment's.</param>
/// <param name="Threads">Worker threads; 0 uses every core.</param>
/// <param name="Data">Data folder; null looks in the usual places.</param>
/// <param name="Runs">Folder of run folders; null uses the usual one.</param>
/// <param name="Png">Whether to write PNG pictures beside the SVG ones.</param>
public sealed record TrainRequest(
    string Source,
    bool Quick,
    IReadOnlyList<string> Sets,
    ulong? Seed,
    int? Steps,
    int? Epochs,
    string? Estimator,
    string? Precision,
    int Threads,
    string? Data,
    string? Runs,
    bool Png = false);
