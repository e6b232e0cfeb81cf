namespace Loschmidt.Baselines;

/// <summary>What a hidden unit makes of its weighted sum z.</summary>
public enum PerceptronActivation
{
    /// <summary>tanh z.</summary>
    Tanh,

    /// <summary>max(z, 0).</summary>
    Relu,

    /// <summary>1/(1 + e⁻ᶻ).</summary>
    Sigmoid,
}
