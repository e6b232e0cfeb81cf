using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>Complex-step differentiation, ∂C/∂θ = Im C(θ + ih)/h: exact to rounding, one complex pass for every parameter.</summary>
/// <remarks>J. N. Lyness, C. B. Moler, SIAM J. Numer. Anal. 4 (1967) 202. Needs dynamics written as analytic functions.</remarks>
public sealed record ComplexStepEstimator : IGradientEstimator
{
    /// <inheritdoc/>
    public string Name => "complex-step";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) => Capability.Require<IStepsComplex>(machine, out reason);

    /// <inheritdoc/>
    public double Passes(IMachine machine) => 1 + machine.Parameters.Count;

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
    {
        var analytic = Capability.Get<IStepsComplex>(machine);
        using var _ = new RestingField(machine.Learning);
        var direction = new double[gradient.Length];
        for (var i = 0; i < gradient.Length; i++)
        {
            direction[i] = 1;
            gradient[i] = analytic.ComplexStep(batch, direction);
            direction[i] = 0;
        }

        analytic.Prepare(batch);
        analytic.Evolve();
        return analytic.Cost();
    }
}
