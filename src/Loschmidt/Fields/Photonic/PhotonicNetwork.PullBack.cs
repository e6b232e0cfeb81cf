using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields.Photonic;

/// <content>The reference adjoint: every element's input is stored, cotangents run back through transposed
/// derivatives.</content>
public sealed partial class PhotonicNetwork<T>
{
    /// <inheritdoc/>
    /// <remarks>Θ is not touched. Allocates the trajectory: Σ over elements of the modes they act on, times
    /// lanes.</remarks>
    public double PullBack(Batch batch, Span<double> gradient, Span<double> momentumGradient)
    {
        momentumGradient.Clear();
        return ThereAndBack(batch, gradient, null);
    }

    // With a model, the cotangents on their way back are a probe's.
    private double ThereAndBack(Batch batch, Span<double> gradient, ProbeModel? model)
    {
        var trajectory = Trajectory(batch);
        var cotangents = new PhasePoint<T>(Modes, Lanes) { Active = _x.Active };
        _cost.Gradient(_x.View, cotangents.View);
        Sweep(trajectory, cotangents, gradient, model);
        return _cost.Value(_x.View);
    }

    private PhasePoint<T>?[] Trajectory(Batch batch)
    {
        Prepare(batch);
        LoadParameters();
        var x = _x.View;
        var trajectory = new PhasePoint<T>?[_elements.Length];
        for (var element = 0; element < _elements.Length; element++)
        {
            if (_elements[element].Remembered > 0)
            {
                var memory = new PhasePoint<T>(_elements[element].Remembered, Lanes) { Active = x.Active };
                _elements[element].Remember(x, memory.View);
                trajectory[element] = memory;
            }

            _elements[element].Forward(x, []);
        }

        _layersPassed = _layerEnds.Length;
        return trajectory;
    }

    private void Sweep(PhasePoint<T>?[] trajectory, PhasePoint<T> cotangents, Span<double> gradient, ProbeModel? model = null)
    {
        gradient.Clear();
        var λ = cotangents.View;
        for (var element = _elements.Length - 1; element >= 0; element--)
        {
            var memory = trajectory[element] is { } stored ? stored.View : default;
            if (model is { } probe)
            {
                _elements[element].ProbeBack(memory, λ, Own(element, gradient), probe);
            }
            else
            {
                _elements[element].PullBack(memory, λ, Own(element, gradient));
            }
        }
    }
}
