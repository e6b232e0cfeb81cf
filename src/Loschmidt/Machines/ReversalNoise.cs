using System.Numerics;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Machines;

/// <summary>White noise of a given energy fraction, spread evenly over all coordinates; behind <see cref="IDisturbed"/>.</summary>
internal static class ReversalNoise
{
    /// <summary>Ψ ← Ψ + ξ with ⟨Σ|ξ|²⟩ = f·Σ|Ψ|² for every active lane, Ψ = (q + ip)/√2.</summary>
    public static void Add<T>(PhaseView<T> x, double energyFraction, RandomStream noise, uint draw)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var lane = 0; lane < x.Active; lane++)
        {
            var energy = 0.0;
            for (var i = lane; i < x.Q.Length; i += x.Lanes)
            {
                var (q, p) = (double.CreateTruncating(x.Q[i]), double.CreateTruncating(x.P[i]));
                energy += 0.5 * (q * q + p * p);
            }

            // ⟨|ξ|²⟩ = (⟨ξ_q²⟩ + ⟨ξ_p²⟩)/2, so each plane has the variance of the complex noise.
            var σ = Math.Sqrt(energyFraction * energy / x.Coordinates);
            for (var coordinate = 0; coordinate < x.Coordinates; coordinate++)
            {
                var (ξq, ξp) = noise.Normals(draw, (uint)coordinate, (uint)lane);
                x.Q[coordinate * x.Lanes + lane] += T.CreateTruncating(σ * ξq);
                x.P[coordinate * x.Lanes + lane] += T.CreateTruncating(σ * ξp);
            }
        }
    }
}
