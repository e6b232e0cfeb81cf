namespace Loschmidt.Machines;

/// <summary>A machine whose pass can be cut into steps, between which its state can be saved and taken up again.</summary>
/// <remarks>
/// The steps 0 … <see cref="PassSteps"/> − 1 after <see cref="IEvolves.Prepare"/> are <see cref="IEvolves.Evolve"/> to the last bit of the field.
/// Where θ is frozen nothing depends on π, which may then hear some steps twice or not at all. Drivers of a sweep choose what is stored and what is run
/// again; the steps of the sweep itself are the same for all of them.
/// </remarks>
public interface ICutsPass : IPullsBack
{
    /// <summary>Steps of a pass; layers where that is what it is made of.</summary>
    int PassSteps { get; }

    /// <summary>Bytes of a saved state: the field in the machine's own precision, and Θ where it recoils.</summary>
    int StateBytes { get; }

    /// <summary>Bytes that <see cref="IPullsBack.PullBack"/> stores of a whole pass.</summary>
    long TrajectoryBytes { get; }

    /// <summary>Copies the present state.</summary>
    /// <param name="state">[<see cref="StateBytes"/>], overwritten.</param>
    void SaveState(Span<byte> state);

    /// <summary>Goes back to a state of the same batch, to the last bit.</summary>
    /// <param name="state">As <see cref="SaveState"/> wrote it.</param>
    void RestoreState(ReadOnlySpan<byte> state);

    /// <summary>One step of the pass, from the state before it.</summary>
    /// <param name="step">Which one, from 0.</param>
    void StepForward(int step);

    /// <summary>Begins a sweep at the end of the pass: the cotangents become the gradient of the cost there, those of θ and π zero.</summary>
    void BeginAdjoint();

    /// <summary>Cotangents after a step become cotangents before it; needs the state before the step, and leaves it there.</summary>
    /// <param name="step">Which one; from the last to 0 after <see cref="BeginAdjoint"/>.</param>
    void AdjointStep(int step);

    /// <summary>The sweep's result, after step 0.</summary>
    /// <param name="gradient">[parameters], <b>overwritten</b> with ∂C/∂θ summed over samples.</param>
    /// <param name="momentumGradient">[parameters] or empty, overwritten with ∂C/∂π (nonzero only where θ recoils).</param>
    void ReadAdjoint(Span<double> gradient, Span<double> momentumGradient);
}
