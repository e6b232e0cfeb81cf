using System.Numerics;
using Loschmidt.Numerics;
using Loschmidt.Sequences.Layers;

namespace Loschmidt.Sequences.Stack;

/// <summary>Mean and variance of every channel that a batch norm divides by, and what the way home sums up about them.</summary>
/// <remarks>
/// Used are the running statistics when answering; the batch's own in the usual form; in the released form 0.99 running + 0.01 batch, which is
/// also what is kept (the first batch as it is). With ρ the batch's share, m, v the used statistics, n rows and G = ∂C/∂z:
/// dm = −ΣG/√(v+ϵ), dv = −½ ΣG z/(v+ϵ), ∂C/∂x = G/√(v+ϵ) + (ρ/n)(dm + 2 dv (x − μ)) with μ the batch's mean. Variances are biased.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ChannelStatistics<T>(StackShape shape, bool released)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // The share of a new batch in the running statistics: of the released form, and the customary one.
    private const double ReleasedShare = 0.01, UsualShare = 0.1;

    private readonly double[] _mean = new double[shape.Width], _variance = new double[shape.Width];
    private readonly double[] _batchMean = new double[shape.Width], _batchVariance = new double[shape.Width];
    private double _share, _rows, _seen;

    /// <summary>Running mean, [width], of which H count; moments of a batch are taken about what it was before.</summary>
    public double[] RunningMean { get; } = new double[shape.Width];

    /// <summary>Running variance, [width], of which H count.</summary>
    public double[] RunningVariance { get; } = new double[shape.Width];

    /// <summary>How many batches the running statistics have seen.</summary>
    public double Seen => _seen;

    /// <summary>The used mean, [width], padding zero.</summary>
    public AlignedBuffer<T> Mean { get; } = new(shape.Width);

    /// <summary>1/√(v + ϵ), [width], padding zero.</summary>
    public AlignedBuffer<T> Inverse { get; } = new(shape.Width);

    /// <summary>What the batch's own share in the statistics brings to ∂C/∂x, a line in z: its slope, [width].</summary>
    public AlignedBuffer<T> Slope { get; } = new(shape.Width);

    /// <summary>Its offset, [width].</summary>
    public AlignedBuffer<T> Offset { get; } = new(shape.Width);

    /// <summary>Loads the running statistics and uses them.</summary>
    public void Load(ReadOnlySpan<double> mean, ReadOnlySpan<double> variance, double seen)
    {
        mean.CopyTo(RunningMean);
        variance.CopyTo(RunningVariance);
        mean.CopyTo(_mean);
        variance.CopyTo(_variance);
        (_seen, _share) = (seen, 0);
        Publish();
    }

    /// <summary>Uses a batch.</summary>
    /// <param name="sums">Σ(x − running mean), [width].</param>
    /// <param name="squares">Σ(x − running mean)², [width].</param>
    /// <param name="rows">Rows they were summed over.</param>
    public void Absorb(ReadOnlySpan<double> sums, ReadOnlySpan<double> squares, double rows)
    {
        var share = _seen == 0 ? 1 : released ? ReleasedShare : UsualShare;
        (_rows, _share) = (rows, released ? share : 1);
        ChannelNorm.Moments(rows, RunningMean, sums, squares, _batchMean, _batchVariance);
        for (var k = 0; k < shape.Hidden; k++)
        {
            RunningMean[k] += share * (_batchMean[k] - RunningMean[k]);
            RunningVariance[k] += share * (_batchVariance[k] - RunningVariance[k]);
            (_mean[k], _variance[k]) = released
                ? (RunningMean[k], RunningVariance[k])
                : (_batchMean[k], _batchVariance[k]);
        }

        _seen++;
        Publish();
    }

    /// <summary>Prepares <see cref="Slope"/> and <see cref="Offset"/>.</summary>
    /// <param name="errors">ΣG, [width].</param>
    /// <param name="products">ΣG z, [width].</param>
    public void PullBack(ReadOnlySpan<double> errors, ReadOnlySpan<double> products) =>
        ChannelNorm.Share(_share / _rows, _mean, _variance, _batchMean, errors, products, Offset.Span, Slope.Span);

    private void Publish()
    {
        for (var k = 0; k < shape.Hidden; k++)
        {
            Mean.Span[k] = T.CreateTruncating(_mean[k]);
            Inverse.Span[k] = T.CreateTruncating(1 / Math.Sqrt(_variance[k] + ChannelNorm.Epsilon));
        }
    }
}
