using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Graphs;

/// <summary>A parameter that formulas name.</summary>
public sealed record FormulaParameterSettings
{
    /// <summary>The value it starts from.</summary>
    [Range(-1e12, 1e12)]
    [Description("the value it starts from")]
    public required double Value { get; init; }

    /// <summary>Largest deviation from it, drawn uniformly from the run's seed.</summary>
    [Range(0, 1e12)]
    [Description("largest deviation from the value, drawn uniformly for every place from the run's seed")]
    public double Spread { get; init; }

    /// <summary>Whether it learns.</summary>
    [Description("whether it is trained; else it stays what it is")]
    public bool Trained { get; init; } = true;

    /// <summary>Where it has a value of its own; null: wherever its formula is.</summary>
    [Description("site or bond for a value at each of them, all for one value; without it each place of the formula that names it has its own")]
    public FormulaPlace? Per { get; init; }
}
