using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Execution;

/// <summary>One run of a sweep.</summary>
/// <param name="Name">Folder of its run, unique in the sweep.</param>
/// <param name="Variant">What makes it differ from the others besides the seed, such as <c>training.epsilon=0.01</c>.</param>
/// <param name="Experiment">What is trained.</param>
internal sealed record SweepJob(string Name, string Variant, Experiment Experiment)
{
    /// <summary>The case it belongs to; empty where the sweep has none.</summary>
    public string Case { get; init; } = "";

    /// <summary>The keys of its point and their YAML texts.</summary>
    public IReadOnlyList<(string Key, string Value)> Point { get; init; } = [];
}
