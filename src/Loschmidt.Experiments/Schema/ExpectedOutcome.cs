using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Experiments.Schema;

/// <summary>What a run should reach, and about how long it takes.</summary>
public sealed record ExpectedOutcome
{
    /// <summary>What is compared.</summary>
    [Description("What is compared.")]
    public required OutcomeMetric Metric { get; init; }

    /// <summary>The value to reach.</summary>
    [Description("The value to reach.")]
    public required double Value { get; init; }

    /// <summary>Seconds on two cores.</summary>
    [Description("Seconds it takes on two cores.")]
    [Range(0, 1e9)]
    public double? Seconds { get; init; }
}
