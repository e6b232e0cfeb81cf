using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Experiments.Schema;

/// <summary>Ends a training that no longer improves.</summary>
public sealed record EarlyStoppingSettings
{
    /// <summary>What has to improve: validation cost, or cost without validation samples, where null.</summary>
    [Description("Figure that has to improve; validation cost, or cost without validation samples, without it.")]
    public SelectionMetric? Metric { get; init; }

    /// <summary>Evaluations without improvement after which the training ends.</summary>
    [Description("Evaluations without improvement after which the training ends.")]
    [Range(1, 1_000_000)]
    public required int Patience { get; init; }

    /// <summary>Smallest change that counts as an improvement.</summary>
    [Description("Smallest change that counts as an improvement.")]
    [Range(0, 1e12)]
    public double MinimumChange { get; init; }
}
