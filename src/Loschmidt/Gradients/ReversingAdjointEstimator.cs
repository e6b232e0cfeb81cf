using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>The adjoint sweep beside a state that retraces its way by the exact inverse of every step: no trajectory, whatever the length.</summary>
/// <remarks>
/// Out, then home step by step with the cotangents: as exact as the <see cref="ReverseSweepEstimator"/> as long as the state finds its way back.
/// Where rounding grows on the way (chaos, single precision and long passes) the state that it linearises about is no longer the one that passed;
/// <see cref="RevolveEstimator"/> is exact there. Not of a device: the sweep needs the transposed derivative of every step, and a reversal at every one.
/// <para>Unbiased; without noise, two estimates are the same. As <see cref="TangentEstimator"/>, but with the transposed derivative instead of the echo's own.</para>
/// </remarks>
public sealed record ReversingAdjointEstimator : IGradientEstimator
{
    /// <inheritdoc/>
    public string Name => "reversing-adjoint";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) => Capability.Require<IRetraces>(machine, out reason);

    /// <summary>Out, home, and the sweep of two.</summary>
    public double Passes(IMachine machine) => 4;

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
    {
        var retracing = Capability.Get<IRetraces>(machine);
        GradientLength.Require(machine, gradient);
        using var _ = new RestingField(machine.Learning);
        retracing.Prepare(batch);
        for (var step = 0; step < retracing.PassSteps; step++)
        {
            retracing.StepForward(step);
        }

        var cost = retracing.Cost();
        retracing.BeginAdjoint();
        for (var step = retracing.PassSteps - 1; step >= 0; step--)
        {
            retracing.StepBack(step);
            retracing.AdjointStep(step);
        }

        retracing.ReadAdjoint(gradient, []);
        return cost;
    }
}
