using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>Reverse-mode differentiation over the stored trajectory: the reference, with memory that grows with time.</summary>
public sealed record ReverseSweepEstimator : IGradientEstimator
{
    /// <inheritdoc/>
    public string Name => "reverse-sweep";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) => Capability.Require<IPullsBack>(machine, out reason);

    /// <inheritdoc/>
    public double Passes(IMachine machine) => 3;

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
    {
        var reference = Capability.Get<IPullsBack>(machine);
        using var _ = new RestingField(machine.Learning);
        return reference.PullBack(batch, gradient, []);
    }
}
