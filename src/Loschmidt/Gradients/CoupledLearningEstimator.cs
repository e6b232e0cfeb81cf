using System.Buffers;
using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>Coupled learning: ∂E/∂θ with the outputs held a little nearer to their targets, less ∂E/∂θ left free, over
/// η.</summary>
/// <remarks>
/// The rule a network of resistors can follow on its own, each edge from its own two voltages. As η → 0 it is the
/// gradient of ½ΔᵀKΔ, Δ = target − output, with K, the stiffness of the outputs, held fixed: the cost of the machine in
/// other units, so its length and, where outputs pull on each other, its direction differ from the gradient.
/// <para>M. Stern, D. Hexner, J. W. Rocks, A. J. Liu, Phys. Rev. X 11 (2021) 021045.</para>
/// </remarks>
/// <param name="Eta">η, how far the outputs are moved towards their targets.</param>
public sealed record CoupledLearningEstimator(double Eta) : IGradientEstimator
{
    /// <inheritdoc/>
    public string Name => "coupled-learning";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) => Capability.Require<IClamps>(machine, out reason);

    /// <inheritdoc/>
    public double Passes(IMachine machine) => 2;

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
    {
        var clamping = Capability.Get<IClamps>(machine);
        var lent = ArrayPool<double>.Shared.Rent(gradient.Length);
        var free = lent.AsSpan(0, gradient.Length);
        clamping.Prepare(batch);
        clamping.Evolve();
        var cost = clamping.Cost();
        clamping.EnergySlope(free);
        clamping.Clamp(Eta);
        clamping.EnergySlope(gradient);
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] = (gradient[i] - free[i]) / Eta;
        }

        ArrayPool<double>.Shared.Return(lent);
        return cost;
    }
}
