using System.Runtime.InteropServices;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields.Photonic;

/// <content>The pass cut into layers, forward, back and under the transposed derivative; and its derivative forward.</content>
public sealed partial class PhotonicNetwork<T> : IRetraces, ISensesForward
{
    private LayerSweep? _sweep;

    /// <inheritdoc/>
    /// <remarks>Layers.</remarks>
    public int PassSteps => _layerEnds.Length;

    /// <inheritdoc/>
    public int StateBytes => checked(2 * MemoryMarshal.AsBytes(_x.View.Q).Length);

    /// <inheritdoc/>
    public long TrajectoryBytes
    {
        get
        {
            var modes = _elements.Sum(element => (long)element.Remembered);
            return modes * StateBytes / Modes;
        }
    }

    /// <inheritdoc/>
    public void SaveState(Span<byte> state)
    {
        var q = MemoryMarshal.AsBytes(_x.View.Q);
        q.CopyTo(state);
        MemoryMarshal.AsBytes(_x.View.P).CopyTo(state[q.Length..]);
    }

    /// <inheritdoc/>
    public void RestoreState(ReadOnlySpan<byte> state)
    {
        var q = MemoryMarshal.AsBytes(_x.View.Q);
        state[..q.Length].CopyTo(q);
        state.Slice(q.Length, q.Length).CopyTo(MemoryMarshal.AsBytes(_x.View.P));
    }

    /// <inheritdoc/>
    /// <remarks>θ is frozen: π hears nothing.</remarks>
    public void StepForward(int step)
    {
        LoadParameters();
        for (var element = LayerStart(step); element < _layerEnds[step]; element++)
        {
            _elements[element].Forward(_x.View, []);
        }

        _layersPassed = step + 1;
    }

    /// <inheritdoc/>
    public void StepBack(int step)
    {
        LoadParameters();
        var x = _x.View;
        x.Reverse();
        for (var element = _layerEnds[step] - 1; element >= LayerStart(step); element--)
        {
            _elements[element].Backward(x, []);
        }

        x.Reverse();
        _layersPassed = step;
    }

    /// <inheritdoc/>
    public void BeginAdjoint()
    {
        _sweep ??= new LayerSweep(Modes, Lanes, MostRemembered(), Parameters.Count);
        _sweep.Cotangents.Active = _x.Active;
        var λ = _sweep.Cotangents.View;
        λ.Q.Clear();
        λ.P.Clear();
        _cost.Gradient(_x.View, λ);
        Array.Clear(_sweep.Gradient);
    }

    /// <inheritdoc/>
    public void AdjointStep(int step)
    {
        var sweep = _sweep!;
        LoadParameters();
        sweep.Before.CopyFrom(_x);
        var x = _x.View;
        var modes = 0;
        for (var element = LayerStart(step); element < _layerEnds[step]; element++)
        {
            _elements[element].Remember(x, sweep.MemoryOf(modes, _elements[element], x.Active));
            modes += _elements[element].Remembered;
            _elements[element].Forward(x, []);
        }

        var λ = sweep.Cotangents.View;
        for (var element = _layerEnds[step] - 1; element >= LayerStart(step); element--)
        {
            modes -= _elements[element].Remembered;
            _elements[element].PullBack(
                sweep.MemoryOf(modes, _elements[element], x.Active), λ, Own(element, sweep.Gradient));
        }

        _x.CopyFrom(sweep.Before);
    }

    /// <inheritdoc/>
    public void ReadAdjoint(Span<double> gradient, Span<double> momentumGradient)
    {
        _sweep!.Gradient.CopyTo(gradient);
        momentumGradient.Clear();
    }

    /// <inheritdoc/>
    public double Sensitivity(Batch batch, ReadOnlySpan<double> direction)
    {
        Prepare(batch);
        LoadParameters();
        _dx.Active = _x.Active;
        var x = _x.View;
        var dx = _dx.View;
        dx.Q.Clear();
        dx.P.Clear();
        for (var element = 0; element < _elements.Length; element++)
        {
            _elements[element].TangentForward(
                x, dx, direction.Slice(_parameterOffsets[element], _elements[element].Parameters));
        }

        _layersPassed = _layerEnds.Length;
        var gradient = new PhasePoint<T>(Modes, Lanes) { Active = x.Active };
        _cost.Gradient(x, gradient.View);
        return Along(gradient.View, dx);
    }

    private int LayerStart(int layer) => layer == 0 ? 0 : _layerEnds[layer - 1];

    private int MostRemembered() => Enumerable.Range(0, _layerEnds.Length).Max(
        layer => _elements[LayerStart(layer).._layerEnds[layer]].Sum(element => element.Remembered));

    private static double Along(PhaseView<T> gradient, PhaseView<T> dx)
    {
        var slope = 0.0;
        for (var i = 0; i < dx.Q.Length; i++)
        {
            slope += (double.CreateTruncating(gradient.Q[i]) * double.CreateTruncating(dx.Q[i]))
                + (double.CreateTruncating(gradient.P[i]) * double.CreateTruncating(dx.P[i]));
        }

        return slope;
    }

    /// <summary>What a sweep carries, and what the elements of one layer remember.</summary>
    private sealed class LayerSweep(int modes, int lanes, int remembered, int parameters)
    {
        private readonly PhasePoint<T> _memory = new(Math.Max(1, remembered), lanes);

        public PhasePoint<T> Cotangents { get; } = new(modes, lanes);

        public PhasePoint<T> Before { get; } = new(modes, lanes);

        public double[] Gradient { get; } = new double[parameters];

        public PhaseView<T> MemoryOf(int firstMode, PhotonicElement<T> element, int active)
        {
            var (from, length) = (firstMode * _memory.Lanes, element.Remembered * _memory.Lanes);
            return new PhaseView<T>(
                _memory.View.Q.Slice(from, length), _memory.View.P.Slice(from, length), _memory.Lanes, active);
        }
    }
}
