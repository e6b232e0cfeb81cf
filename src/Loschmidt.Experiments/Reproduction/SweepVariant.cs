using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>One variant of a preset that is a study.</summary>
/// <param name="Case">Name of its case; empty where the study has none.</param>
/// <param name="Seeds">Its experiments, one a seed.</param>
internal sealed record SweepVariant(string Case, IReadOnlyList<Experiment> Seeds);
