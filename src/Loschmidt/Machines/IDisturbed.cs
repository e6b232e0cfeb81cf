using Loschmidt.Numerics.Random;

namespace Loschmidt.Machines;

/// <summary>A machine whose reversal can be made imperfect: noise is added to the field at the turning point.</summary>
public interface IDisturbed : IReverses
{
    /// <summary>Ψ ← Ψ + ξ, complex white noise whose energy is a fraction of the wave's: ⟨Σ|ξ|²⟩ = f·Σ|Ψ|², for each sample.</summary>
    /// <param name="energyFraction">f ≥ 0.</param>
    /// <param name="noise">The stream it draws from.</param>
    /// <param name="draw">Which realisation.</param>
    void Disturb(double energyFraction, RandomStream noise, uint draw);
}
