using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Fields.Photonic;

/// <content>The way home: reversal, nudge, echo and its tangent.</content>
public sealed partial class PhotonicNetwork<T>
{
    /// <inheritdoc/>
    public void Reverse()
    {
        _x.View.Reverse();
        Learning.Reverse();
    }

    /// <inheritdoc/>
    /// <remarks>The cost reads intensities only, hence C∘R = C and its flow needs no detour through R.</remarks>
    public void Nudge(double epsilon) => _cost.Inject(_x.View, epsilon);

    /// <inheritdoc/>
    public void Return()
    {
        LoadParameters();
        var x = _x.View;
        var π = Learning.Pi;
        _layersPassed = Steps;
        var layer = 0;
        for (var element = _elements.Length - 1; element >= 0; element--)
        {
            _elements[element].Backward(x, Own(element, π));
            layer = Announce(layer, element, -1);
        }
    }

    /// <inheritdoc/>
    /// <remarks>The field comes home as by <see cref="Return"/>; π, which nobody nudged, is left as it was.</remarks>
    public void TangentEcho(Span<double> gradient)
    {
        LoadParameters();
        gradient.Clear();
        var x = _x.View;
        _dx.Active = _x.Active;
        var dx = _dx.View;

        // The nudge is Hamilton's motion under C:  dq = ∂C/∂p,  dp = −∂C/∂q.  The planes swap, and p changes sign.
        _cost.Gradient(x, dx);
        var nudged = Outputs * x.Lanes;
        for (var i = 0; i < nudged; i++)
        {
            (dx.Q[i], dx.P[i]) = (dx.P[i], -dx.Q[i]);
        }

        _layersPassed = Steps;
        var layer = 0;
        for (var element = _elements.Length - 1; element >= 0; element--)
        {
            _elements[element].TangentBackward(x, dx, Own(element, gradient));
            layer = Announce(layer, element, -1);
        }
    }

    /// <inheritdoc/>
    public void Keep()
    {
        _kept.CopyFrom(_x);
        _keptLearning.CopyFrom(Learning);
        _keptLayersPassed = _layersPassed;
        _hasKept = true;
    }

    /// <inheritdoc/>
    public void Recall()
    {
        if (!_hasKept)
            throw new InvalidOperationException("nothing was kept");
        _x.CopyFrom(_kept);
        Learning.CopyFrom(_keptLearning);
        _layersPassed = _keptLayersPassed;
    }

    /// <inheritdoc/>
    public double DistanceFromKept() => _hasKept
        ? HomeDistance.Between(_x.View, _kept.View, Learning, _keptLearning)
        : throw new InvalidOperationException("nothing was kept");

    /// <inheritdoc/>
    /// <remarks>The energy is the signal's own intensity Σ|Ψ|² over the whole register, spread evenly over all
    /// modes.</remarks>
    public void Disturb(double energyFraction, RandomStream noise, uint draw) =>
        ReversalNoise.Add(_x.View, energyFraction, noise, draw);
}
