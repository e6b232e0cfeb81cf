using Loschmidt.Machines;

namespace Loschmidt.Fields.Photonic;

/// <content>Errors of the outputs, wherever they were measured, on their way back to the phases.</content>
public sealed partial class PhotonicNetwork<T>
{
    /// <inheritdoc/>
    public double Judge(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope) => _cost.Judge(outputs, batch, slope);

    /// <inheritdoc/>
    /// <remarks>
    /// y_k = (q² + p²)/2, so that s_k y_k is the Hamiltonian of an infinitesimal nudge, and the tangent of its echo is the gradient: no state is stored,
    /// and the reverse sweep checks it. Θ is not touched.
    /// </remarks>
    public void PullBackOutputs(Batch batch, ReadOnlySpan<double> slope, Span<double> gradient)
    {
        GradientLength.Require(this, gradient);
        Prepare(batch);
        LoadParameters();
        foreach (var element in _elements)
        {
            element.Forward(_x.View, []);
        }

        _layersPassed = Steps;
        var x = _x.View;
        x.Reverse();
        _dx.Active = x.Active;
        var dx = _dx.View;
        dx.Q.Clear();
        dx.P.Clear();
        for (var output = 0; output < Outputs; output++)
        {
            for (var lane = 0; lane < x.Active; lane++)
            {
                var (s, i) = (T.CreateTruncating(slope[(output * batch.Lanes) + lane]), (output * x.Lanes) + lane);
                (dx.Q[i], dx.P[i]) = (s * x.P[i], -s * x.Q[i]);
            }
        }

        gradient.Clear();
        BringHome(gradient);
    }
}
