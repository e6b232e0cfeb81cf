namespace Loschmidt.Experiments.Commands;

/// <summary>An estimator that a comparison did not try.</summary>
/// <param name="Estimator">Its name.</param>
/// <param name="Possible">Whether the machine allows it, and it was only too dear.</param>
/// <param name="Reason">Why not.</param>
public sealed record SkippedEstimator(string Estimator, bool Possible, string Reason);
