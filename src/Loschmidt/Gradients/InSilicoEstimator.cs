using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>In-silico training: forward and backward through the computer model alone; the device is programmed with what came out.</summary>
/// <remarks>The exact gradient of the model, and of the device only as far as the model is right: the baseline of everything that asks the device.</remarks>
public sealed record InSilicoEstimator : IGradientEstimator
{
    private static readonly IGradientEstimator[] Exact = [new AdjointEstimator(), new TangentEstimator(), new ReverseSweepEstimator()];

    /// <inheritdoc/>
    public string Name => "in-silico";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason)
    {
        if (Capability.Require<IModelled>(machine, out reason) && Of(((IModelled)machine).Model) is null)
        {
            reason = $"the model of this {machine.Kind} machine has no exact gradient: no adjoint, no reverse sweep and no tangent";
        }

        return reason.Length == 0;
    }

    /// <summary>None: the device is not asked.</summary>
    public double Passes(IMachine machine) => 0;

    /// <inheritdoc/>
    /// <returns>C of the model, summed over samples.</returns>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
    {
        GradientLength.Require(machine, gradient);
        var device = Capability.Get<IModelled>(machine);
        var estimator = Of(device.Model) ?? throw new NotSupportedException(Supports(machine, out var reason) ? "" : reason);
        ModelField.Programme(device);
        return estimator.Estimate(device.Model, batch, gradient);
    }

    private static IGradientEstimator? Of(IMachine model) => Array.Find(Exact, estimator => estimator.Supports(model, out var _));
}
