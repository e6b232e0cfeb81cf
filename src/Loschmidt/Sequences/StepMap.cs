namespace Loschmidt.Sequences;

/// <summary>What a layer's step sizes h are made from.</summary>
public enum StepMap
{
    /// <summary>One constant for all oscillators, not trained.</summary>
    Fixed,

    /// <summary>h = h₀ σ(raw), one per oscillator: never beyond h₀. With the nonlinear unit these are the clocks of UnICORNN.</summary>
    Logistic,

    /// <summary>h = e^raw, one per oscillator, beginning at h₀: never changes sign.</summary>
    Exponential,

    /// <summary>h = e^raw, one for the whole layer.</summary>
    Shared,
}
