using Loschmidt.Machines;

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
            PassBoundary(element + 1, homeward: true);
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

        BringHome(gradient);
    }

    // The field and an infinitesimal displacement of it; what the displacement writes into π is added to the gradient.
    private void BringHome(Span<double> gradient)
    {
        var x = _x.View;
        var dx = _dx.View;
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
    public HomeDistance DistanceFromKept() => _hasKept
        ? HomeDistance.Between(_x.View, _kept.View, Learning, _keptLearning)
        : throw new InvalidOperationException("nothing was kept");

    /// <inheritdoc/>
    /// <remarks>Acts behind every layer on the whole register, dropped modes and ancillas included; a layer lasts one T_s.</remarks>
    public IInfluence? Passage { get; set; }

    /// <inheritdoc/>
    public void Expose(IInfluence influence)
    {
        ArgumentNullException.ThrowIfNull(influence);
        influence.Act(_x.View, default);
        influence.Act(Learning, default);
    }

    private void PassBoundary(int boundary, bool homeward)
    {
        if ((Passage is null && _bound is null) || Array.IndexOf(_layerEnds, boundary) is not (>= 0 and var layer))
        {
            return;
        }

        if (!homeward)
        {
            MoveTheta(layer + 1);
        }

        if (Passage is { } passage)
        {
            var moment = new Moment(layer + 1, 1, homeward);
            passage.Act(_x.View, moment);
            passage.Act(Learning, moment);
        }

        if (homeward)
        {
            MoveTheta(layer);
        }
    }

    // Bound parameters turn for one T_s behind every layer; on the way home before it, so that each layer meets what it met.
    private void MoveTheta(int nextLayer)
    {
        if (_bound is null)
        {
            return;
        }

        _bound.Drift(Learning, 1);
        _loaded = false;
        if (nextLayer < _layerEnds.Length)
        {
            for (var element = LayerStart(nextLayer); element < _layerEnds[nextLayer]; element++)
            {
                _elements[element].Load(Own(element, Learning.Theta));
            }
        }
    }
}
