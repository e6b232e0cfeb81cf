using System.Numerics.Tensors;
using Loschmidt.Machines;

namespace Loschmidt.Spins;

/// <content>The reference that knows nothing of echoes: a reverse sweep over stored states.</content>
public sealed partial class SpinWaveMachine<T>
{
    /// <inheritdoc/>
    /// <remarks>Leaves Θ as it was and the spins at the end of the pass. Allocates; memory grows with steps × flows.</remarks>
    public double PullBack(Batch batch, Span<double> gradient, Span<double> momentumGradient)
    {
        GradientLength.Require(this, gradient);
        var (theta, pi) = (Learning.Theta.ToArray(), Learning.Pi.ToArray());
        Prepare(batch);
        var states = new List<SpinState<T>> { Copy() };
        var thetas = new List<double[]>();
        for (var step = 0; step < Settings.Steps; step++)
        {
            Learning.Drift(_dt / 2);
            thetas.Add(Learning.Theta.ToArray());
            for (var stage = 0; stage < Stages; stage++)
            {
                var (flow, time) = Stage(stage);
                flow.Run(_s, Learning.Theta, Learning.Pi, time);
                states.Add(Copy());
            }

            Learning.Drift(_dt / 2);
        }

        var cost = Cost();
        var lambda = new SpinState<T>(_s.Spins);
        for (var output = 0; output < 2; output++)
        {
            lambda[2][_outputs[output]] = T.CreateTruncating(Slope(output));
        }

        var momentum = new double[theta.Length];
        gradient.Clear();
        for (var step = Settings.Steps - 1; step >= 0; step--)
        {
            DriftBack(gradient);
            for (var stage = Stages - 1; stage >= 0; stage--)
            {
                var (flow, time) = Stage(stage);
                var at = (step * Stages) + stage;
                flow.PullBack(states[at], states[at + 1], lambda, thetas[step], gradient, momentum, time);
            }

            DriftBack(gradient);
        }

        if (!momentumGradient.IsEmpty)
        {
            momentum.CopyTo(momentumGradient);
        }

        theta.CopyTo(Learning.Theta);
        pi.CopyTo(Learning.Pi);
        return cost;

        void DriftBack(ReadOnlySpan<double> heard) =>
            TensorPrimitives.MultiplyAdd(heard, Learning.InverseMass * _dt / 2, momentum, momentum);
    }

    private SpinState<T> Copy()
    {
        var copy = new SpinState<T>(_s.Spins);
        copy.CopyFrom(_s);
        return copy;
    }
}
