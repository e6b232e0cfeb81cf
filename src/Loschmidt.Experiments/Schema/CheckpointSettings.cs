using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Experiments.Schema;

/// <summary>When a run saves itself, and how many of its states stay.</summary>
public sealed record CheckpointSettings
{
    /// <summary>Steps between checkpoints; at every evaluation where null, and at the latest after a minute.</summary>
    [Description("Steps between checkpoints; without it one at every evaluation, and at least one a minute.")]
    [Range(1, int.MaxValue)]
    public int? Every { get; init; }

    /// <summary>Newest checkpoints kept; older ones are removed once a newer one is on disk.</summary>
    [Description("Newest checkpoints kept.")]
    [Range(1, 100_000)]
    public int Keep { get; init; } = 2;

    /// <summary>
    /// What the best checkpoint is chosen by, which is kept beside the newest: where null, what early stopping looks at, else the
    /// validation cost, else the cost.
    /// </summary>
    [Description("Figure by which the best checkpoint is chosen; validation cost, or cost without validation samples.")]
    public SelectionMetric? Best { get; init; }
}
