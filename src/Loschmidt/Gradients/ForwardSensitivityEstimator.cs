using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>Forward sensitivity: the tangent-linear pass along one parameter after the other, without a difference or a way back.</summary>
/// <remarks>
/// Exact, with the memory of two states, but one pass for every parameter: for few parameters, for single directions, and as a witness that shares no
/// sweep with the others. Unbiased. In silico only: a device's parameters can be displaced, not infinitesimally.
/// </remarks>
public sealed record ForwardSensitivityEstimator : IGradientEstimator
{
    /// <inheritdoc/>
    public string Name => "forward-sensitivity";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) => Capability.Require<ISensesForward>(machine, out reason);

    /// <inheritdoc/>
    public double Passes(IMachine machine) => 1 + machine.Parameters.Count;

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
    {
        var sensing = Capability.Get<ISensesForward>(machine);
        GradientLength.Require(machine, gradient);
        using var _ = new RestingField(machine.Learning);
        var direction = new double[machine.Parameters.Count];
        gradient.Clear();
        for (var i = 0; i < direction.Length; i++)
        {
            direction[i] = 1;
            gradient[i] = sensing.Sensitivity(batch, direction);
            direction[i] = 0;
        }

        sensing.Prepare(batch);
        sensing.Evolve();
        return sensing.Cost();
    }
}
