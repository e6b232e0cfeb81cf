using System.Numerics.Tensors;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields;

/// <content>The way home: reversal, nudge, return, and the derivatives of the pass.</content>
public sealed partial class WaveMachine<T>
{
    /// <summary>
    /// The echo pass, the same journey again: a palindrome of time-reversal invariant flows is its own echo.
    /// </summary>
    public void Return() => Travel(homeward: true);

    /// <inheritdoc/>
    public void Reverse()
    {
        Wave.Reverse();
        Learning.Reverse();
    }

    /// <inheritdoc/>
    public void Nudge(double epsilon)
    {
        Wave.Reverse();
        _cost.Inject(Wave, -epsilon);
        Wave.Reverse();
    }

    /// <inheritdoc/>
    public IInfluence? Passage { get; set; }

    /// <inheritdoc/>
    public void Expose(IInfluence influence)
    {
        ArgumentNullException.ThrowIfNull(influence);
        influence.Act(Wave, default);
        influence.Act(Learning, default);
    }

    /// <inheritdoc/>
    public void Keep()
    {
        Wave.Q.CopyTo(_kept.Q);
        Wave.P.CopyTo(_kept.P);
        _kept.Learning.CopyFrom(Learning);
        _keptOnce = true;
    }

    /// <inheritdoc/>
    public void Recall()
    {
        if (!_keptOnce)
            throw new InvalidOperationException("nothing was kept: call Keep before Recall");

        _kept.Q.CopyTo(Wave.Q);
        _kept.P.CopyTo(Wave.P);
        Learning.CopyFrom(_kept.Learning);
    }

    /// <inheritdoc/>
    public HomeDistance DistanceFromKept() => _keptOnce
        ? HomeDistance.Between(Wave, new PhaseView<T>(_kept.Q, _kept.P, 1, 1), Learning, _kept.Learning)
        : throw new InvalidOperationException("nothing was kept: call Keep before DistanceFromKept");

    /// <inheritdoc/>
    public void TangentEcho(Span<double> gradient)
    {
        _tangent ??= new WaveTangent<T>(_dynamics);
        var displacement = new PhaseView<T>(_spare.Q, _spare.P, 1, 1);

        // Nudge(ε) = R Inject(−ε) R: at x̄ = Rx the displacement is (−∂C/∂p, +∂C/∂q); R turns the sign of the second.
        Wave.Reverse();
        _cost.Gradient(Wave, displacement);
        Wave.Reverse();
        for (var site = 0; site < _q.Length; site++)
            (_spare.Q[site], _spare.P[site]) = (-_spare.P[site], -_spare.Q[site]);

        _tangent.Run(_q, _p, _spare.Q, _spare.P, Learning, [], gradient);

        // The echo's last reversal, which makes π = +ε ∂C/∂θ out of what the return has heard.
        TensorPrimitives.Negate<double>(gradient, gradient);
    }

    /// <inheritdoc/>
    public double PullBack(Batch batch, Span<double> gradient, Span<double> momentumGradient)
    {
        _sweep ??= new WaveSweep<T>(_dynamics);
        _adjoint ??= new WaveAdjoint<T>(_dynamics, _sweep);
        Prepare(batch);
        var cost = _adjoint.Run(_q, _p, Learning, _cost);
        ReadAdjoint(gradient, momentumGradient);
        return cost;
    }

    /// <inheritdoc/>
    public int Rows => Settings.Lattice.Rows;

    /// <inheritdoc/>
    /// <remarks>The outputs lie there, so that is where the packets are when the pass is over.</remarks>
    public double MirrorRow => (Settings.Target.Position * Settings.Lattice.Length - Settings.Lattice.Z(0)) / Settings.Lattice.SpacingZ;

    /// <inheritdoc/>
    public double CarrierPerRow => -Settings.Packet.Carrier * Settings.Lattice.SpacingZ;

    /// <inheritdoc/>
    /// <remarks>The first time of a duration builds its propagator.</remarks>
    public void Linger(double time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(time);
        if (time == 0)
            return;

        if (_lingering.Journey is null || _lingering.Time != time)
        {
            var steps = (int)Math.Ceiling(time / _dynamics.StepTime);
            var settings = Settings with { Duration = time, Steps = steps };
            _lingering = (time, new WaveJourney<T>(new WaveDynamics<T>(settings, Learning.InverseMass)));
        }

        _lingering.Journey.Run(_q, _p, Learning, null);
    }

    private void Travel(bool homeward)
    {
        if (Passage is not null || Learning.Flows)
            _journey.Run(_q, _p, Learning, _heard, Passage, homeward);
        else
            _journey.Run(_q, _p, Learning, _heard);
    }
}
