using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>What a report of a sweep tells.</summary>
/// <param name="Name">The sweep.</param>
/// <param name="Experiment">The experiment with its sweep block.</param>
/// <param name="Yaml">The text of sweep.yaml.</param>
/// <param name="Metric">Figure by which variants are compared.</param>
/// <param name="LargerIsBetter">Whether larger figures are better ones.</param>
/// <param name="Variants">Best first.</param>
/// <param name="Seeds">In the order of every variant's values.</param>
/// <param name="Jobs">In the order of the plan.</param>
internal sealed record SweepStory(
    string Name, Experiment Experiment, string Yaml, string Metric, bool LargerIsBetter, IReadOnlyList<Variant> Variants,
    IReadOnlyList<ulong> Seeds, IReadOnlyList<SweptJob> Jobs)
{
    /// <summary>The jobs of a variant.</summary>
    public IEnumerable<SweptJob> Of(Variant variant) => Jobs.Where(job => job.Variant == variant.Name);
}
