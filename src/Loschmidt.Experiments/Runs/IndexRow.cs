namespace Loschmidt.Experiments.Runs;

/// <summary>A run in the index.</summary>
/// <param name="Signature">What its folder looked like when it was read.</param>
/// <param name="Run">What it said.</param>
internal readonly record struct IndexRow(string Signature, RunSummary Run);
