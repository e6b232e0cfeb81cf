using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Sequences;

/// <summary>The oscillators of every layer, and what their coefficients are made from.</summary>
public sealed record UnitSettings
{
    /// <summary>Which oscillators.</summary>
    [Description("linear or nonlinear oscillators")]
    public UnitKind Kind { get; init; } = UnitKind.Linear;

    /// <summary>P.</summary>
    [Range(1, 65536)]
    [Description("oscillators P of a layer")]
    public int Oscillators { get; init; } = 16;

    /// <summary>Whether B and C are complex, so that a layer carries 2P real oscillators in tied pairs; linear units only.</summary>
    [Description("complex input and output matrices: two real oscillators with tied coefficients for each; linear only")]
    public bool Complex { get; init; }

    /// <summary>What h is made from.</summary>
    [Description("what step sizes are made from: fixed, logistic (h0 times a sigmoid), exponential, shared")]
    public StepMap StepMap { get; init; } = StepMap.Logistic;

    /// <summary>h₀.</summary>
    [Range(1e-9, 2)]
    [Description("step size h0: the constant, the bound of logistic steps, or where exponential ones begin")]
    public double Step { get; init; } = 1;

    /// <summary>What c of the nonlinear unit is made from.</summary>
    [Description("prefactor c of the nonlinear potential: one, logistic, double-logistic")]
    public StrengthMap StrengthMap { get; init; } = StrengthMap.DoubleLogistic;

    /// <summary>What α of the nonlinear unit is made from.</summary>
    [Description("how alpha of the nonlinear unit is kept positive: floor or softplus")]
    public SpringMap SpringMap { get; init; } = SpringMap.Floor;

    /// <summary>Whether the state before the first step is trained; zero otherwise.</summary>
    [Description("train the state before the first step; it is zero otherwise")]
    public bool TrainInitialState { get; init; }

    /// <summary>Whether the way out and home is computed in whole numbers, so that it is retraced to the last bit.</summary>
    [Description("retrace to the last bit in fixed-point arithmetic, for chaotic layers; double precision only")]
    public bool ExactReturn { get; init; }
}
