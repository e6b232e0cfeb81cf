using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>The echo in the limit ε → 0: the way home carries the infinitesimal nudge beside the state.</summary>
/// <remarks>No stored trajectory and no ε to choose; needs the derivative of every flow. The default for training in silico.</remarks>
public sealed record TangentEstimator : IInputGradientEstimator
{
    /// <inheritdoc/>
    public string Name => "tangent";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) => Capability.Require<IDifferentiates>(machine, out reason);

    /// <inheritdoc/>
    public double Passes(IMachine machine) => 3;

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
    {
        var differentiable = Capability.Get<IDifferentiates>(machine);
        using var _ = new RestingField(machine.Learning);
        differentiable.Prepare(batch);
        differentiable.Evolve();
        var cost = differentiable.Cost();
        differentiable.Reverse();
        differentiable.TangentEcho(gradient);
        return cost;
    }

    /// <inheritdoc/>
    public double EstimateWithInputs(IMachine machine, Batch batch, Span<double> gradient, Span<double> inputGradient)
    {
        var hearing = Capability.Get<IHearsInputs>(machine);
        using var _ = new RestingField(machine.Learning);
        hearing.Prepare(batch);
        hearing.Evolve();
        var cost = hearing.Cost();
        hearing.Reverse();
        hearing.TangentEcho(gradient, inputGradient);
        return cost;
    }
}
