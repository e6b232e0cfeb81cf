namespace Loschmidt.Experiments.Commands;

/// <summary>What <c>loschmidt compare</c> was asked to do: one task learned with every estimator.</summary>
/// <param name="Source">A preset's name or the path of an experiment file.</param>
/// <param name="Quick">Whether the experiment's <c>quick</c> overrides apply; one seed then, unless told otherwise.</param>
/// <param name="Sets">Overrides <c>key=value</c>, in the order given.</param>
/// <param name="Seed">First seed; null keeps the experiment's.</param>
/// <param name="Seeds">Number of seeds; null is three, one with <paramref name="Quick"/>.</param>
/// <param name="Steps">Training steps; null keeps the experiment's.</param>
/// <param name="Precision"><c>float</c> or <c>double</c>; null keeps the experiment's.</param>
/// <param name="Estimators">Names of estimators; empty means all.</param>
/// <param name="Budget">Most passes of one step; null is <see cref="CompareCommand.DefaultBudget"/>.</param>
/// <param name="Threads">Worker threads; 0 uses every core.</param>
/// <param name="Output">Folder for tables and picture; null means <c>compared/</c> and the experiment's name.</param>
/// <param name="Data">Data folder; null looks in the usual places.</param>
public sealed record CompareRequest(
    string Source,
    bool Quick,
    IReadOnlyList<string> Sets,
    ulong? Seed,
    int? Seeds,
    int? Steps,
    string? Precision,
    IReadOnlyList<string> Estimators,
    double? Budget,
    int Threads,
    string? Output,
    string? Data);
