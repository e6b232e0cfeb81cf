using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Imperfections;

/// <summary>What happens to the parameters' momenta beside their dynamics; all zero is the ideal learning field.</summary>
public sealed record LearningSettings
{
    /// <summary>Γ during the passes, where it should be off: π × e^(−Γt), which leaves 2Γ∫χ|Ψ(s)|²|s|ds of the back-action.</summary>
    [Range(0, 1e6), Description("rate Gamma at which the parameters' momenta decay during a pass, where nothing should")]
    public double Damping { get; init; }
}
