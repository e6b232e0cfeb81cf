using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>Half of a contrast: inputs and outputs are held at what they should be, and the machine moves so that this costs it less energy.</summary>
/// <remarks>
/// g = ∂E/∂θ with the outputs at their targets; the half that is missing, −∂E/∂θ of the free state, is what would stop learning where the answer is right already:
/// compare <see cref="CoupledLearningEstimator"/>. So it is the gradient of the energy of the taught state and not of the cost, biased by O(1), however small anything
/// is made: the baseline that a contrast has to beat. In a network of resistors no entry is ever negative: every conductance falls, for good. Needs of a device: outputs that can be held at a value, and at every edge what it sees itself.
/// Passes: one, held; the free one before it only reads C. Nothing is random.
/// <para>D. O. Hebb, The Organization of Behavior (Wiley, 1949); the two halves: J. R. Movellan, Connectionist Models (1991) 10.</para>
/// </remarks>
public sealed record HebbianEstimator : IGradientEstimator
{
    /// <inheritdoc/>
    public string Name => "hebbian";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) => Capability.Require<IClamps>(machine, out reason);

    /// <inheritdoc/>
    public double Passes(IMachine machine) => 1;

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
    {
        var clamping = Capability.Get<IClamps>(machine);
        GradientLength.Require(machine, gradient);
        clamping.Prepare(batch);
        clamping.Evolve();
        var cost = clamping.Cost();
        clamping.Clamp(1);
        clamping.EnergySlope(gradient);
        return cost;
    }
}
