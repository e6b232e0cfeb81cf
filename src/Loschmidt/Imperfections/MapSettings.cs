using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Imperfections;

/// <summary>What happens to the field beside its dynamics, on both ways; all zero is the ideal machine.</summary>
/// <remarks>Rates are per unit of the machine's time; of layers of light, per layer.</remarks>
public sealed record MapSettings
{
    /// <summary>κ of every mode: amplitude × e^(−κt/2).</summary>
    [Range(0, 1e6), Description("rate kappa at which every mode loses energy, amplitude x exp(-kappa t / 2)")]
    public double Loss { get; init; }

    /// <summary>s: every mode loses at κ·max(0, 1 + sξ), ξ drawn once from the seed.</summary>
    [Range(0, 100), Description("relative spread of the loss from mode to mode, drawn once from the seed")]
    public double LossSpread { get; init; }

    /// <summary>g of every mode: amplitude × e^(+gt/2).</summary>
    [Range(0, 1e6), Description("rate g at which every mode gains energy, amplitude x exp(+g t / 2)")]
    public double Gain { get; init; }

    /// <summary>γ: every mode's phase diffuses, variance 2γt, so that ⟨Ψ⟩ decays as e^(−γt).</summary>
    [Range(0, 1e6), Description("rate gamma at which phases diffuse, variance 2 gamma t, anew for every mode, step and pass")]
    public double Dephasing { get; init; }

    /// <summary>n̄: the bath behind the loss keeps ⟨|Ψ|²⟩ = n̄ in every mode, in units of the stored |Ψ|².</summary>
    [Range(0, 1e6), Description("energy per mode, in units of |Psi|^2, that the bath behind the loss would leave there")]
    public double Occupation { get; init; }

    /// <summary>δ: rms of a static error of every mode's frequency, Ψ̇ = −iδξΨ, drawn once from the seed.</summary>
    [Range(0, 1e6), Description("rms of a static error of every mode's frequency, drawn once from the seed, in rad per unit of time")]
    public double Detuning { get; init; }

    /// <summary>j: the way home lasts (1 + jξ) times as long, ξ fresh every time, as far as parameters make its phases: θ acts as (1 + jξ)θ.</summary>
    [Range(0, 10), Description("rms relative error of the duration of the way home, as far as the parameters make its phases")]
    public double Jitter { get; init; }
}
