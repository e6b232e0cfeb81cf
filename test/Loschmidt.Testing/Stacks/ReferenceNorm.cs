using Loschmidt.Numerics.Reals;
using Loschmidt.Sequences;

namespace Loschmidt.Testing.Stacks;

/// <summary>The normalisations of a block's input, (x − m)/√(v + 10⁻⁵), written out.</summary>
public static class ReferenceNorm
{
    private const double Guard = 1e-5;
    private const double BatchShare = 0.01;

    /// <summary>m and v of a batch norm, channel by channel.</summary>
    /// <param name="kind">Batch or BatchEma.</param>
    /// <param name="x">[lanes][steps][channels], lanes of any length; statistics run over all their steps.</param>
    /// <param name="runningMean">[channels].</param>
    /// <param name="runningVariance">[channels].</param>
    /// <param name="seen">Whether the running statistics have been fed before.</param>
    /// <param name="training">Whether the batch counts; otherwise the running statistics are taken as they are.</param>
    /// <returns>The statistics used; of BatchEma in training also the ones to be remembered.</returns>
    public static (R[] Mean, R[] Variance) Statistics<R>(
        NormKind kind, R[][][] x, R[] runningMean, R[] runningVariance, bool seen, bool training)
        where R : struct, IReal<R>
    {
        if (!training)
        {
            return (runningMean, runningVariance);
        }

        var steps = x.SelectMany(lane => lane).ToList();
        var share = kind == NormKind.BatchEma && seen ? BatchShare : 1;
        var (mean, variance) = (new R[runningMean.Length], new R[runningMean.Length]);
        for (var channel = 0; channel < mean.Length; channel++)
        {
            var (batchMean, batchVariance) = MeanAndVariance([.. steps.Select(step => step[channel])]);
            mean[channel] = share * batchMean;
            variance[channel] = share * batchVariance;
            if (share < 1)
            {
                mean[channel] += (1 - share) * runningMean[channel];
                variance[channel] += (1 - share) * runningVariance[channel];
            }
        }

        return (mean, variance);
    }

    /// <summary>Every step of every lane normalised by common statistics.</summary>
    /// <param name="x">[lanes][steps][channels].</param>
    /// <param name="mean">m, [channels].</param>
    /// <param name="variance">v, [channels].</param>
    public static R[][][] Apply<R>(R[][][] x, R[] mean, R[] variance)
        where R : struct, IReal<R> =>
        [.. x.Select(lane => lane.Select(step =>
            step.Select((value, channel) => (value - mean[channel]) / R.Sqrt(variance[channel] + Guard)).ToArray())
            .ToArray())];

    /// <summary>Every step normalised over its own channels.</summary>
    /// <param name="x">[lanes][steps][channels].</param>
    public static R[][][] Layer<R>(R[][][] x)
        where R : struct, IReal<R> =>
        [.. x.Select(lane => lane.Select(step =>
        {
            var (mean, variance) = MeanAndVariance(step);
            return step.Select(value => (value - mean) / R.Sqrt(variance + Guard)).ToArray();
        }).ToArray())];

    // Biased: divided by the number of values.
    private static (R Mean, R Variance) MeanAndVariance<R>(R[] values)
        where R : struct, IReal<R>
    {
        var mean = R.FromDouble(0);
        foreach (var value in values)
        {
            mean += value / values.Length;
        }

        var variance = R.FromDouble(0);
        foreach (var value in values)
        {
            variance += (value - mean) * (value - mean) / values.Length;
        }

        return (mean, variance);
    }
}
