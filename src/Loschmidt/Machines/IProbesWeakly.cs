namespace Loschmidt.Machines;

/// <summary>A machine through which a weak error signal can be sent backwards, in the medium that the forward light has prepared.</summary>
/// <remarks>
/// The device must offer: a weak beam that can be sent in at the outputs with the amplitude and phase of λ = ∂C/∂Ψ*, a medium
/// that keeps what the forward light made of it, and at every phase an intensity monitor fast enough for the interference
/// 2 Im(λ*Ψ) of the two. θ must be at rest.
/// </remarks>
public interface IProbesWeakly : IEvolves
{
    /// <summary>Runs the batch forward, sends its error signal back as a probe and reads their interference.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="model">What the probe feels of the medium.</param>
    /// <param name="gradient">[parameters], <b>overwritten</b> with Σ χ∫2 Im(λ*Ψ)dt, summed over samples.</param>
    /// <returns>C summed over samples.</returns>
    double Probe(Batch batch, ProbeModel model, Span<double> gradient);
}
