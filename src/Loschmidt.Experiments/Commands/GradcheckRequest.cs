namespace Loschmidt.Experiments.Commands;

/// <summary>What <c>loschmidt gradcheck</c> was asked to do: the same gradient by several estimators.</summary>
/// <param name="Source">A preset's name or the path of an experiment file.</param>
/// <param name="Quick">Whether the experiment's <c>quick</c> overrides apply.</param>
/// <param name="Sets">Overrides <c>key=value</c>, in the order given.</param>
/// <param name="Seed">Seed; null keeps the experiment's.</param>
/// <param name="Precision"><c>float</c> or <c>double</c>; null is <c>double</c>.</param>
/// <param name="Threads">Worker threads; 0 uses every core.</param>
/// <param name="Estimators">Names of estimators; empty means all that the machine supports.</param>
/// <param name="Data">Data folder; null looks in the usual places.</param>
/// <param name="Repeats">Gradients with noise of their own, at least two, of machines that draw it; null is eight.</param>
/// <param name="Html">Where to write the report as a page; an older file is replaced. Null writes none.</param>
public sealed record GradcheckRequest(
    string Source,
    bool Quick,
    IReadOnlyList<string> Sets,
    ulong? Seed,
    string? Precision,
    int Threads,
    IReadOnlyList<string> Estimators,
    string? Data,
    int? Repeats = null,
    string? Html = null);
