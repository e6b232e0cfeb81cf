using System.Buffers;
using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>Equilibrium propagation: the gradient is how ∂E/∂θ changes when the outputs are nudged towards a lower
/// cost, over β.</summary>
/// <remarks>
/// Settle freely, then in a minimum of E + βC that begins where the free one ended: ∂C/∂θ = d/dβ ∂E/∂θ. One-sided the
/// difference is to the free state, with a bias O(β); symmetric it is between +β/2 and −β/2, with a bias O(β²).
/// <para>B. Scellier, Y. Bengio, Front. Comput. Neurosci. 11 (2017) 24.</para>
/// </remarks>
/// <param name="Beta">β, the strength of the nudge.</param>
/// <param name="Symmetric">Whether to nudge both ways.</param>
public sealed record EquilibriumEstimator(double Beta, bool Symmetric) : IGradientEstimator
{
    /// <inheritdoc/>
    public string Name => Symmetric ? "equilibrium" : "equilibrium-one-sided";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) => Capability.Require<IRelaxes>(machine, out reason);

    /// <inheritdoc/>
    public double Passes(IMachine machine) => Symmetric ? 3 : 2;

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
    {
        var relaxing = Capability.Get<IRelaxes>(machine);
        var lent = ArrayPool<double>.Shared.Rent(gradient.Length);
        var other = lent.AsSpan(0, gradient.Length);
        relaxing.Prepare(batch);
        relaxing.Evolve();
        var cost = relaxing.Cost();
        relaxing.Keep();
        if (Symmetric)
        {
            relaxing.Relax(-Beta / 2);
            relaxing.EnergySlope(other);
            relaxing.Recall();
            relaxing.Relax(Beta / 2);
        }
        else
        {
            relaxing.EnergySlope(other);
            relaxing.Relax(Beta);
        }

        relaxing.EnergySlope(gradient);
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] = (gradient[i] - other[i]) / Beta;
        }

        ArrayPool<double>.Shared.Return(lent);
        return cost;
    }
}
