using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Reversal;

/// <summary>A time reversal made of Hamiltonians: squeeze with an ancilla, swap, erase.</summary>
public sealed record AncillaSettings
{
    /// <summary>Sign of the swap: whether +Φ* or −Φ* goes home.</summary>
    [Description("sign of the swap: negative leaves +Psi*, positive -Psi*, which is wrong for chi(2) and for theta")]
    public SwapSign Swap { get; init; } = SwapSign.Negative;

    /// <summary>⟨|Ξ₀|²⟩ of every ancilla before it is used, in units of |Ψ|²; √2 Ξ₀ is added to the reversed field.</summary>
    [Range(0, 1e6), Description("mean |Xi|^2 of an ancilla before it is used; sqrt(2) Xi is added to the reversed field")]
    public double Vacuum { get; init; }

    /// <summary>Whether the momenta of the parameters are reversed by ancillas of their own too, with the same swap, rather than turned round.</summary>
    [Description("reverse theta by ancillas too, with the same swap; else its momenta are turned round")]
    public bool Theta { get; init; }
}
