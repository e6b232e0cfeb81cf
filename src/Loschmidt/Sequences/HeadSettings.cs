using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Sequences;

/// <summary>The read-out of a stack and its cost.</summary>
public sealed record HeadSettings
{
    /// <summary>What is asked.</summary>
    [Description("classification, regression or forecast")]
    public HeadKind Kind { get; init; } = HeadKind.Classification;

    /// <summary>Classes, or numbers of one target; a forecast takes the channels of the input.</summary>
    [Range(1, 1_000_000)]
    [Description("classes, or numbers of one target; a forecast answers with the channels of its input")]
    public int Outputs { get; init; } = 2;

    /// <summary>What the head reads; a forecast reads every step.</summary>
    [Description("what the head reads: mean over time, last step, or every k-th step")]
    public Pooling Pool { get; init; } = Pooling.Mean;

    /// <summary>k of <see cref="Pooling.Every"/>: targets belong to steps k, 2k, … (counted from 1).</summary>
    [Range(1, 1_000_000)]
    [Description("k of pool: every; targets belong to steps k, 2k, ...")]
    public int Every { get; init; } = 1;

    /// <summary>Steps from an input to the one that is forecast.</summary>
    [Range(1, 1_000_000)]
    [Description("steps ahead of a forecast")]
    public int Horizon { get; init; } = 1;

    /// <summary>δ of the cost −ln(p + δ) of a classification; 0 takes the logarithm of the softmax itself, which never loses the gradient of a saturated error.</summary>
    [Range(0, 0.1)]
    [Description("delta in the cost -ln(p + delta) of a classification: 1e-8 as in the published code; 0, better, without it")]
    public double Floor { get; init; }

    /// <summary>Whether regression answers pass through tanh.</summary>
    [Description("pass the answers of a regression through tanh: targets then lie between -1 and 1")]
    public bool Tanh { get; init; }
}
