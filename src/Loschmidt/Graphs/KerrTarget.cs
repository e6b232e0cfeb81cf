namespace Loschmidt.Graphs;

/// <summary>What the output modes of a <see cref="KerrResonatorSettings"/> machine are judged by.</summary>
public enum KerrTarget
{
    /// <summary>C = Σ|Ψ − Ψ_t|²: amplitude and phase.</summary>
    Field,

    /// <summary>C = Σ(|Ψ|² − I_t)²: brightness alone.</summary>
    Intensity,
}
