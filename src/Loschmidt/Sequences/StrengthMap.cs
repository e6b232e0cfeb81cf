namespace Loschmidt.Sequences;

/// <summary>What the prefactor c of the nonlinear potential is made from.</summary>
public enum StrengthMap
{
    /// <summary>c = 1: the potential as the paper prints it.</summary>
    One,

    /// <summary>c = σ(raw).</summary>
    Logistic,

    /// <summary>c = σ(σ(raw)), between 0.5 and 0.73: the published code.</summary>
    DoubleLogistic,
}
