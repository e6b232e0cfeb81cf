using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields;

/// <content>What light does in a laboratory: linear, it interferes and superposes; nonlinear, it can still be probed.</content>
public sealed partial class WaveMachine<T> : IShiftsVacuum
{
    /// <inheritdoc/>
    /// <remarks>gT/ΔV: stored |Ψ|² have absorbed the cell volume.</remarks>
    public double PhasePerPhoton => Settings.Nonlinearity * Settings.Duration / Settings.Lattice.CellVolume;

    private WaveProbe<T>? _probe;

    /// <inheritdoc/>
    /// <remarks>Every step turns a site by χθ dt once, and an intensity cost is of fourth degree in the field.</remarks>
    public int Harmonics => _dynamics.Steps * (Settings.Target.Kind == WaveCostKind.Field ? 1 : 2);

    /// <inheritdoc/>
    public double AngleOf(int parameter) => _dynamics.CouplingTime;

    /// <inheritdoc/>
    public void TakeError()
    {
        var error = new PhaseView<T>(_spare.Q, _spare.P, 1, 1);
        _cost.Gradient(Wave, error);
        Wave.CopyFrom(error);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Forwards the wave is the machine's own; backwards the probe λ takes the same kinetic steps, and at a site the phase χθ dt + mκ|Ψ|², m = 2 for a weak probe
    /// (cross-phase modulation), 1 where it feels what the pump feels. Interference is read in the middle of it.
    /// </remarks>
    public double Probe(Batch batch, ProbeModel model, Span<double> gradient)
    {
        _probe ??= new WaveProbe<T>(_dynamics);
        Prepare(batch);
        return _probe.Run(_q, _p, Learning.Theta, _cost, model == ProbeModel.Weak ? 2 : 1, gradient);
    }

    /// <inheritdoc/>
    public string? Refusal<TCapability>()
        where TCapability : IMachine
    {
        if (MovingMatter.Refusal<TCapability>(Learning) is { } moving)
            return moving;

        var linear = typeof(TCapability) == typeof(IInterferes) || typeof(TCapability) == typeof(ISuperposes);
        if (linear && Settings.Nonlinearity != 0)
        {
            return FormattableString.Invariant($"this wave is nonlinear (g = {Settings.Nonlinearity}), so waves feel each other and its cost is no finite ")
                + "Fourier series in θ; set machine.nonlinearity: 0, or use echo";
        }

        return (linear || typeof(TCapability) == typeof(IProbesWeakly)) && Learning.Recoils
            ? "θ recoils while the wave passes, so the machine is another one for the next pass; set machine.frozen: true, or use echo"
            : null;
    }
}
