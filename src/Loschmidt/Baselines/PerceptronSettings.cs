using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Loschmidt.Costs;

namespace Loschmidt.Baselines;

/// <summary>Settings of machine kind <c>perceptron</c>, a conventional network to compare physical machines
/// with.</summary>
public sealed record PerceptronSettings
{
    /// <summary>Numbers of a sample.</summary>
    [Range(1, 1_000_000), Description("numbers of a sample")]
    public int Inputs { get; init; } = 64;

    /// <summary>Units of each hidden layer; none makes it a linear classifier.</summary>
    [Range(1, 65_536), Description("units of each hidden layer, [] for a linear classifier")]
    public IReadOnlyList<int> Hidden { get; init; } = [];

    /// <summary>Answers, linear in the last hidden layer.</summary>
    [Range(1, 65_536), Description("number of answers")]
    public int Outputs { get; init; } = 10;

    /// <summary>What hidden units make of their sums.</summary>
    [Description("what hidden units make of their weighted sums")]
    public PerceptronActivation Activation { get; init; } = PerceptronActivation.Tanh;

    /// <summary>What the answers are judged by; with half-squares the label's answer is to be 1 and the others
    /// 0.</summary>
    [Description("what the answers are judged by; with half-squares the label's is to be 1 and the others 0")]
    public ScoreKind Score { get; init; } = ScoreKind.CrossEntropy;
}
