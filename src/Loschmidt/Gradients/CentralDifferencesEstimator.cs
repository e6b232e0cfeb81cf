using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>Fourth-order central differences of the cost: always possible, four passes for every parameter.</summary>
/// <remarks>∂C/∂θ ≈ [8(C₊₁ − C₋₁) − (C₊₂ − C₋₂)]/12h. Not recommended beyond a few hundred parameters.</remarks>
/// <param name="Step">h, in the units of θ.</param>
public sealed record CentralDifferencesEstimator(double Step) : IInputGradientEstimator
{
    /// <inheritdoc/>
    public string Name => "central-differences";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) => DisplacedCost.IsWithinReach(machine, 2 * Step, out reason);

    /// <summary>Experiments for one sample, where a machine in reflection is asked through its outputs one by one; forward passes of any other machine.</summary>
    public double Passes(IMachine machine) => DisplacedCost.Readings(machine) * (1 + 4.0 * machine.Parameters.Count);

    /// <summary>As <see cref="Passes"/>, for <see cref="Along"/> some directions only.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="directions">How many.</param>
    public static double PassesAlong(IMachine machine, int directions) => DisplacedCost.Readings(machine) * 4.0 * directions;

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
    {
        GradientLength.Require(machine, gradient);
        var direction = new double[machine.Parameters.Count];
        gradient.Clear();
        foreach (var tensor in machine.Parameters.Tensors.Where(tensor => tensor.IsLearned))
        {
            for (var i = tensor.Offset; i < tensor.Offset + tensor.Count; i++)
            {
                direction[i] = 1;
                gradient[i] = Along(machine, batch, direction);
                direction[i] = 0;
            }
        }

        return DisplacedCost.At(machine, batch, direction, 0);
    }

    /// <inheritdoc/>
    /// <remarks>The batch's inputs are put back as they were.</remarks>
    public double EstimateWithInputs(IMachine machine, Batch batch, Span<double> gradient, Span<double> inputGradient)
    {
        var still = new double[machine.Parameters.Count];
        inputGradient.Clear();
        for (var i = 0; i < inputGradient.Length; i++)
        {
            if (i % batch.Lanes < batch.Active)
            {
                inputGradient[i] = ((8 * (At(i, 1) - At(i, -1))) - (At(i, 2) - At(i, -2))) / (12 * Step);
            }
        }

        return Estimate(machine, batch, gradient);

        double At(int input, int steps)
        {
            var kept = batch.Inputs[input];
            batch.Inputs[input] = kept + (steps * Step);
            var cost = DisplacedCost.At(machine, batch, still, 0);
            batch.Inputs[input] = kept;
            return cost;
        }
    }

    /// <summary>d·∂C/∂θ by four evaluations of the cost; leaves Θ as it was.</summary>
    /// <param name="machine">Any machine that evolves.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="direction">d, [parameters].</param>
    public double Along(IMachine machine, Batch batch, ReadOnlySpan<double> direction) =>
        ((8 * (DisplacedCost.At(machine, batch, direction, Step) - DisplacedCost.At(machine, batch, direction, -Step)))
            - (DisplacedCost.At(machine, batch, direction, 2 * Step) - DisplacedCost.At(machine, batch, direction, -2 * Step))) / (12 * Step);
}
