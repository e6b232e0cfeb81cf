namespace Loschmidt.Fields;

/// <summary>What a wave is compared by.</summary>
public enum WaveCostKind
{
    /// <summary>C = ∫φ|Ψ − Ψᵗ|².</summary>
    Field,

    /// <summary>C = ∫φ(|Ψ|² − |Ψᵗ|²)².</summary>
    Intensity,
}
