using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>Backpropagation by an adjoint field: the error signal travels back through the same linear optics, and its interference with the light is the gradient.</summary>
/// <remarks>
/// Three passes, the intensity at every phase being recorded in each: the light Ψ forward; the conjugate of the error signal λ = ∂C/∂Ψ* from the outputs
/// backwards; and what came out of the inputs then, conjugated and a quarter turn ahead, forward together with the light. By reciprocity the last pass
/// retraces λ at every phase, so
/// <code>
/// ∂C/∂θ = χ∫[|Ψ + iλ|² − |Ψ|² − |λ|²]dt = χ∫2 Im(λ*Ψ)dt
/// </code>
/// Needs of a device: linear, lossless and reciprocal optics, intensity monitors at every parameter, the field (not only the intensity) of outputs and inputs,
/// ancillas included, and sources that can make any field there. No bias and no ε: the error signal is sent in as bright as the light. Noise
/// of the monitors enters once for each of the three records.
/// <para>T. W. Hughes, M. Minkov, Y. Shi, S. Fan, Optica 5 (2018) 864.</para>
/// </remarks>
public sealed record AdjointFieldEstimator : IGradientEstimator
{
    /// <inheritdoc/>
    public string Name => "adjoint-field";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) => Capability.Require<ISuperposes>(machine, out reason);

    /// <inheritdoc/>
    public double Passes(IMachine machine) => 3;

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
    {
        var optics = Capability.Get<ISuperposes>(machine);
        GradientLength.Require(machine, gradient);
        using var _ = new RestingField(machine.Learning);
        var (light, error) = (new FieldRecord(), new FieldRecord());
        gradient.Clear();

        optics.Prepare(batch);
        optics.Expose(light);
        optics.Evolve();
        var cost = optics.Cost();
        Record(optics, +1, gradient);

        optics.TakeError();
        optics.Expose(error);
        if (error.Power == 0)
        {
            gradient.Clear();
            return cost;
        }

        // Interference of equally bright beams loses the fewest digits.
        var amplification = Math.Sqrt(light.Power / error.Power);
        optics.Reverse();
        optics.Learning.Pi.Clear();
        optics.Return();
        Record(optics, amplification * amplification, gradient);
        optics.Reverse();
        optics.Expose(error);

        optics.Prepare(batch);
        optics.Expose(new QuarterTurnAhead(error, amplification));
        optics.Learning.Pi.Clear();
        optics.Evolve();
        Record(optics, -1, gradient);
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] /= amplification;
        }

        return cost;
    }

    // From π = 0 a pass leaves π = −χ∫|Ψ|²dt.
    private static void Record(ISuperposes optics, double weight, Span<double> gradient)
    {
        var monitors = optics.Learning.Pi;
        for (var i = 0; i < monitors.Length; i++)
        {
            gradient[i] += weight * monitors[i];
        }
    }
}
