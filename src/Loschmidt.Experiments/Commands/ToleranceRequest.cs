namespace Loschmidt.Experiments.Commands;

/// <summary>What <c>loschmidt tolerance</c> was asked to do: turn knobs, and say how far they may be turned.</summary>
/// <param name="Source">A preset's name or the path of an experiment file; null goes on with <paramref name="Resume"/>.</param>
/// <param name="Quick">Whether the experiment's <c>quick</c> overrides apply.</param>
/// <param name="Sets">Overrides <c>key=value</c>, in the order given.</param>
/// <param name="Seed">First seed; null keeps the experiment's.</param>
/// <param name="Seeds">How many seeds, from the first upwards.</param>
/// <param name="Steps">Training steps; null keeps the experiment's.</param>
/// <param name="Estimator">Gradient estimator; null keeps the experiment's.</param>
/// <param name="Knobs"><c>key=v,v,…</c>, values from mild to severe; every combination is tried.</param>
/// <param name="Train">Whether machines are trained; otherwise gradients are compared.</param>
/// <param name="Within">Per cent of the ideal figure that may be lost.</param>
/// <param name="Metric">Figure that trained machines are judged by: cost, validation-cost or validation-accuracy; null chooses.</param>
/// <param name="Threads">Threads in all; 0 uses every core.</param>
/// <param name="Data">Data folder; null looks in the usual places.</param>
/// <param name="Runs">Folder of run folders; null uses the usual one.</param>
/// <param name="Resume">A tolerance map's name or folder; its own files decide everything else.</param>
public sealed record ToleranceRequest(
    string? Source,
    bool Quick,
    IReadOnlyList<string> Sets,
    ulong? Seed,
    int Seeds,
    int? Steps,
    string? Estimator,
    IReadOnlyList<string> Knobs,
    bool Train,
    double Within,
    string? Metric,
    int Threads,
    string? Data,
    string? Runs,
    string? Resume = null);
