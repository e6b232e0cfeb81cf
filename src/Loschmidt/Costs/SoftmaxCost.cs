using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.Machines;
using Loschmidt.Numerics.Kernels;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Costs;

/// <summary>Cross-entropy of positions that compete for the answer: C = −ln softmax(βq)_label over the judged sites.</summary>
/// <remarks>
/// A function of positions alone, so its flow is a kick, p → p − ε ∂C/∂q, exact for any ε and a shear. Unlike a squared distance it pulls no further where the answer is clear.
/// The label decides; a batch brings no targets.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class SoftmaxCost<T> : ICost<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _sites;
    private readonly double _gain;
    private readonly double[] _logits;
    private readonly double[] _error;
    private int[] _labels = [];

    /// <summary>Judges positions against each other.</summary>
    /// <param name="sites">One coordinate an answer, at least two.</param>
    /// <param name="gain">β, in units of 1/q.</param>
    /// <exception cref="ArgumentException">There are fewer than two sites, or β is not positive.</exception>
    public SoftmaxCost(ReadOnlySpan<int> sites, double gain)
    {
        if (sites.Length < 2 || !double.IsFinite(gain) || gain <= 0)
        {
            throw new ArgumentException($"answers compete: at least two sites, not {sites.Length}, and a gain > 0, not {gain}");
        }

        (_sites, _gain) = (sites.ToArray(), gain);
        (_logits, _error) = (new double[sites.Length], new double[sites.Length]);
    }

    /// <inheritdoc/>
    public int Targets => 0;

    /// <inheritdoc/>
    public void Prepare(Batch batch, int lanes)
    {
        if (batch.Active > lanes || batch.Labels.AsSpan(0, batch.Active).ContainsAnyExceptInRange(0, _sites.Length - 1))
        {
            throw new ArgumentException($"a cost of {_sites.Length} answers in {lanes} lanes takes as many samples at most, with labels 0 to {_sites.Length - 1}");
        }

        if (_labels.Length != lanes)
        {
            _labels = new int[lanes];
        }

        batch.Labels.AsSpan(0, batch.Active).CopyTo(_labels);
    }

    /// <inheritdoc/>
    public double Value(PhaseView<T> x)
    {
        var cost = 0.0;
        for (var lane = 0; lane < x.Active; lane++)
        {
            cost += Judge(x, lane);
        }

        return cost;
    }

    /// <inheritdoc/>
    public void Inject(PhaseView<T> x, double epsilon) => AddSlope(x, x.P, -epsilon);

    /// <inheritdoc/>
    public void Gradient(PhaseView<T> x, PhaseView<T> gradient)
    {
        gradient.Q.Clear();
        gradient.P.Clear();
        AddSlope(x, gradient.Q, 1);
    }

    // plane += factor ∂C/∂q.
    private void AddSlope(PhaseView<T> x, Span<T> plane, double factor)
    {
        for (var lane = 0; lane < x.Active; lane++)
        {
            Judge(x, lane);
            for (var k = 0; k < _sites.Length; k++)
            {
                plane[(_sites[k] * x.Lanes) + lane] += T.CreateTruncating(factor * _gain * _error[k]);
            }
        }
    }

    // C of one lane; leaves ∂C/∂(βq).
    private double Judge(PhaseView<T> x, int lane)
    {
        for (var k = 0; k < _sites.Length; k++)
        {
            _logits[k] = double.CreateTruncating(x.Q[(_sites[k] * x.Lanes) + lane]);
        }

        TensorPrimitives.Multiply(_logits, _gain, _logits);
        return Softmax.CrossEntropy(_logits, _labels[lane], 0, _error);
    }
}
