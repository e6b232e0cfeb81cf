using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>Physics-aware training: forward through the device, backward through its computer model, which may be wrong.</summary>
/// <remarks>
/// gradient = J_model(θ)ᵀ ∂C/∂y at the outputs y that the <i>device</i> gave. What the model gets wrong bends the direction, but the error signal is the
/// true one, so it vanishes where the device is right. Needs outputs that are read and a model that is differentiated; biased as far as the model is.
/// <para>L. G. Wright et al., "Deep physical neural networks trained with backpropagation", Nature 601 (2022) 549.</para>
/// </remarks>
public sealed record PhysicsAwareEstimator : IGradientEstimator
{
    /// <inheritdoc/>
    public string Name => "physics-aware";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) =>
        Capability.Require<IModelled>(machine, out reason) && Capability.Require<IPullsOutputsBack>(((IModelled)machine).Model, out reason);

    /// <summary>Passes through the device; the model costs none.</summary>
    public double Passes(IMachine machine) => machine is IScatters scatterer ? ForwardProbes.CountFor(scatterer) : 1;

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
    {
        ArgumentNullException.ThrowIfNull(batch);
        GradientLength.Require(machine, gradient);
        var device = Capability.Get<IModelled>(machine);
        var model = Capability.Get<IPullsOutputsBack>(device.Model);
        using var _ = new RestingField(machine.Learning);
        ModelField.Programme(device);
        device.Prepare(batch);
        device.Evolve();
        var measured = new double[device.Outputs * device.Lanes];
        device.Read(measured);
        var outputs = Repacked(measured, device, batch);
        var slope = new double[outputs.Length];
        var cost = model.Judge(outputs, batch, slope);
        model.PullBackOutputs(batch, slope, gradient);
        return cost;
    }

    // Machines lay outputs out in their own lanes, judges in those of the batch.
    private static double[] Repacked(double[] measured, IModelled device, Batch batch)
    {
        var outputs = new double[device.Outputs * batch.Lanes];
        for (var output = 0; output < device.Outputs; output++)
        {
            measured.AsSpan(output * device.Lanes, batch.Active).CopyTo(outputs.AsSpan(output * batch.Lanes));
        }

        return outputs;
    }
}
