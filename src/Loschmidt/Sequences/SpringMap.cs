namespace Loschmidt.Sequences;

/// <summary>How α of the nonlinear unit is kept positive.</summary>
public enum SpringMap
{
    /// <summary>α = max(raw, 10⁻³).</summary>
    Floor,

    /// <summary>α = ln(1 + e^raw).</summary>
    Softplus,
}
