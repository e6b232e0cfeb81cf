using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>The error signal as a weak beam, sent back through the medium that the forward light has prepared; its interference with that light is the gradient.</summary>
/// <remarks>
/// As the adjoint field it is exact in linear optics. In a nonlinear medium a beam of small amplitude does not feel what a small change of the strong one does,
/// so the gradient is biased by O(nonlinearity), and nothing that can be measured from outside says by how much. See <see cref="ProbeModel"/> for what
/// is assumed of the beams. Needs of a device: <see cref="IProbesWeakly"/>. Passes: two, the light and the probe. No ε; the variance is that of the monitors.
/// </remarks>
/// <param name="Model">What the probe feels of the medium.</param>
public sealed record ProbeEstimator(ProbeModel Model) : IGradientEstimator
{
    /// <inheritdoc/>
    public string Name => Model == ProbeModel.Weak ? "weak-probe" : "pump-probe";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) => Capability.Require<IProbesWeakly>(machine, out reason);

    /// <inheritdoc/>
    public double Passes(IMachine machine) => 2;

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
    {
        var medium = Capability.Get<IProbesWeakly>(machine);
        GradientLength.Require(machine, gradient);
        using var _ = new RestingField(machine.Learning);
        return medium.Probe(batch, Model, gradient);
    }
}
