using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Experiments.Schema;

/// <summary>A number that somebody has to answer for.</summary>
public sealed record Assumption
{
    /// <summary>The number, in the unit of its key.</summary>
    [Range(-1e30, 1e30), Description("the number, in the unit of its key")]
    public required double Value { get; init; }

    /// <summary>Where it comes from: a publication, a measurement, or "assumed".</summary>
    [RegularExpression(@"[\s\S]*\S[\s\S]*", ErrorMessage = "expects words"), Description("where the number comes from")]
    public required string Source { get; init; }
}
