using System.Numerics.Tensors;
using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>The one-sided echo of the laboratory: a single nudge, gradient = π/ε, biased by O(ε).</summary>
/// <remarks>Cheapest in passes. Prefer <see cref="EchoEstimator"/> whenever a second echo is affordable: its bias is O(ε²).</remarks>
/// <param name="Epsilon">ε, the time for which the cost acts.</param>
public sealed record OneSidedEchoEstimator(double Epsilon) : IInputGradientEstimator
{
    /// <inheritdoc/>
    public string Name => "one-sided";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) => Capability.Require<IReverses>(machine, out reason);

    /// <inheritdoc/>
    public double Passes(IMachine machine) => 2;

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
    {
        var reversible = Capability.Get<IReverses>(machine);
        using var _ = new RestingField(machine.Learning);
        return Echo(reversible, batch, gradient);
    }

    /// <inheritdoc/>
    public double EstimateWithInputs(IMachine machine, Batch batch, Span<double> gradient, Span<double> inputGradient)
    {
        var hearing = Capability.Get<IHearsInputs>(machine);
        using var _ = new RestingField(machine.Learning);
        var cost = Echo(hearing, batch, gradient);
        hearing.ReadInputMomenta(inputGradient);
        TensorPrimitives.Divide(inputGradient, Epsilon, inputGradient);
        return cost;
    }

    private double Echo(IReverses reversible, Batch batch, Span<double> gradient)
    {
        reversible.Prepare(batch);
        reversible.Evolve();
        var cost = reversible.Cost();
        reversible.Reverse();
        reversible.Nudge(Epsilon);
        reversible.Return();
        reversible.Reverse();
        TensorPrimitives.Divide(reversible.Learning.Pi, Epsilon, gradient);
        return cost;
    }
}
