using Loschmidt.Experiments.Reports;

namespace Loschmidt.Experiments.Commands;

/// <summary>How much imperfection an experiment survives.</summary>
/// <param name="Tolerance">Name of the map, which is the last part of its folder.</param>
/// <param name="Experiment">Name of the experiment.</param>
/// <param name="Estimator">Where its gradients come from.</param>
/// <param name="Measure"><c>training</c> or <c>gradient</c>.</param>
/// <param name="Metric">The figure; never the test split's.</param>
/// <param name="Within">Per cent of the ideal figure that may be lost.</param>
/// <param name="Seeds">The seeds, in the order of all figures.</param>
/// <param name="Knobs">Keys that were turned.</param>
/// <param name="Ideal">The figure without any imperfection.</param>
/// <param name="Control">The figure learned from shuffled gradients; null where nothing was trained.</param>
/// <param name="Points">The grid, the last knob running fastest.</param>
/// <param name="Limits">How far each knob may be turned alone, the one that hurts most first; empty while jobs are open.</param>
/// <param name="Together">Values up to which all knobs may be turned at once, in the order of <paramref name="Knobs"/>; null where even the mildest are too much.</param>
/// <param name="Interrupted">Whether jobs are left to do.</param>
/// <param name="Failed">Jobs that ended with a fault.</param>
/// <param name="Seconds">Wall-clock time of this process.</param>
/// <param name="Folder">Its folder.</param>
public sealed record ToleranceResult(
    string Tolerance,
    string Experiment,
    string Estimator,
    string Measure,
    string Metric,
    double Within,
    IReadOnlyList<ulong> Seeds,
    IReadOnlyList<string> Knobs,
    TolerancePoint Ideal,
    TolerancePoint? Control,
    IReadOnlyList<TolerancePoint> Points,
    IReadOnlyList<KnobLimit> Limits,
    IReadOnlyList<double>? Together,
    bool Interrupted,
    int Failed,
    double Seconds,
    string Folder)
{
    /// <summary>The budget in one sentence.</summary>
    public string Sentence { get; init; } = "";

    /// <summary>What should be known about these figures; empty where nothing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether larger figures are better ones.</summary>
    internal bool LargerIsBetter => Metric is not "cost" and not "validationCost";
}
