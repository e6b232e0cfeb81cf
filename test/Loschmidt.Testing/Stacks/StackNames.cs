namespace Loschmidt.Testing.Stacks;

/// <summary>What the parameter tensors of a stack are called: the one place where names are written down.</summary>
/// <remarks>Block i has the prefix <c>block{i}/</c>; names of a block are given without it.</remarks>
public sealed record StackNames
{
    /// <summary>The names as machines give them.</summary>
    public static StackNames Default { get; } = new();

    /// <summary>Wₑ, [N × H].</summary>
    public string EncoderWeight { get; init; } = "encoder/W";

    /// <summary>bₑ, [H].</summary>
    public string EncoderBias { get; init; } = "encoder/b";

    /// <summary>What A of linear units is made from, [P].</summary>
    public string Spring { get; init; } = "A";

    /// <summary>What h is made from: [P], or [1] where it is shared; absent where it is fixed.</summary>
    public string Step { get; init; } = "h";

    /// <summary>w of nonlinear units, [P].</summary>
    public string Gain { get; init; } = "w";

    /// <summary>b of nonlinear units, [P].</summary>
    public string Offset { get; init; } = "b";

    /// <summary>What c of nonlinear units is made from, [P]; absent where it is one.</summary>
    public string Strength { get; init; } = "c";

    /// <summary>What α of nonlinear units is made from, [1].</summary>
    public string SharedSpring { get; init; } = "alpha";

    /// <summary>φ before the first step: [P], or [2P] of complex units, real parts first; absent where zero.</summary>
    public string InitialPhi { get; init; } = "phi0";

    /// <summary>π before the first step, likewise.</summary>
    public string InitialPi { get; init; } = "pi0";

    /// <summary>B of real units, [H × P].</summary>
    public string Input { get; init; } = "B";

    /// <summary>Re B of complex units, [H × P].</summary>
    public string InputReal { get; init; } = "B.re";

    /// <summary>Im B of complex units, [H × P].</summary>
    public string InputImaginary { get; init; } = "B.im";

    /// <summary>C of real units, [P × H].</summary>
    public string Output { get; init; } = "C";

    /// <summary>Re C of complex units, [P × H].</summary>
    public string OutputReal { get; init; } = "C.re";

    /// <summary>Im C of complex units, [P × H].</summary>
    public string OutputImaginary { get; init; } = "C.im";

    /// <summary>D, [H].</summary>
    public string PassThrough { get; init; } = "D";

    /// <summary>W₁ of the gated unit, [H × H].</summary>
    public string ValueWeight { get; init; } = "W1";

    /// <summary>b₁, [H].</summary>
    public string ValueBias { get; init; } = "b1";

    /// <summary>W₂, [H × H].</summary>
    public string GateWeight { get; init; } = "W2";

    /// <summary>b₂, [H].</summary>
    public string GateBias { get; init; } = "b2";

    /// <summary>Running mean of a block's input, [H]; present with batch norms.</summary>
    public string NormMean { get; init; } = "norm.mean";

    /// <summary>Running variance of a block's input, [H].</summary>
    public string NormVariance { get; init; } = "norm.variance";

    /// <summary>Zero until the first batch has entered the running statistics, [1].</summary>
    public string NormSeen { get; init; } = "norm.seen";

    /// <summary>Weights of the head, [H × outputs].</summary>
    public string HeadWeight { get; init; } = "head/W";

    /// <summary>Bias of the head, [outputs].</summary>
    public string HeadBias { get; init; } = "head/b";

    /// <summary>The full name of a block's tensor.</summary>
    /// <param name="block">Its number, from 0.</param>
    /// <param name="name">One of the names above.</param>
    public static string InBlock(int block, string name) => $"block{block}/{name}";
}
