using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>The exact gradient of a machine at a steady state: one solve with the matrix, one with its transpose.</summary>
/// <remarks>A simulator's privilege and the default for training one; the laboratory's way is <see cref="ReciprocityEstimator"/>.</remarks>
public sealed record AdjointEstimator : IGradientEstimator
{
    /// <inheritdoc/>
    public string Name => "adjoint";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) => Capability.Require<ISolvesAdjoint>(machine, out reason);

    /// <inheritdoc/>
    public double Passes(IMachine machine) => 2;

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
    {
        var solving = Capability.Get<ISolvesAdjoint>(machine);
        using var _ = new RestingField(machine.Learning);
        return solving.Adjoint(batch, gradient);
    }
}
