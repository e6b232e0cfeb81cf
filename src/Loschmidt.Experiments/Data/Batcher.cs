using Loschmidt.Experiments.Schema;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Data;

/// <summary>Says which samples a training step sees: a pure function of (seed, step), so that resuming needs no
/// memory.</summary>
/// <remarks>
/// With <see cref="Sampling.Epochs"/> the training is one long sequence, epoch after epoch, each a permutation of all
/// samples from
/// the stream "batches"; step n takes the entries n·batch … (n+1)·batch−1, so batches are always full and may straddle
/// epochs.
/// With <see cref="Sampling.Independent"/> each entry is drawn on its own. Not thread-safe: one permutation is
/// remembered.
/// </remarks>
public sealed class Batcher
{
    private readonly RandomStream _stream;
    private readonly int[] _permutation;
    private readonly Sampling _sampling;
    private long _epoch = -1;

    /// <summary>Plans batches.</summary>
    /// <param name="samples">Samples in the data set.</param>
    /// <param name="batch">Samples a step.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="sampling">How samples are drawn.</param>
    public Batcher(int samples, int batch, ulong seed, Sampling sampling = Sampling.Epochs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        (Samples, Batch, _sampling) = (samples, batch, sampling);
        _stream = new RandomStream(seed, "batches");
        _permutation = sampling == Sampling.Epochs ? new int[samples] : [];
    }

    /// <summary>Samples in the data set.</summary>
    public int Samples { get; }

    /// <summary>Samples a step.</summary>
    public int Batch { get; }

    /// <summary>Steps that show as many samples as this many epochs, rounded up.</summary>
    public long StepsFor(double epochs) => checked((long)Math.Ceiling(epochs * Samples / Batch));

    /// <summary>Epochs that this many steps amount to.</summary>
    public double EpochsAt(long steps) => (double)steps * Batch / Samples;

    /// <summary>Overwrites <paramref name="rows"/> with the samples of a step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="rows">[batch].</param>
    /// <exception cref="ArgumentException">The span does not hold exactly one batch.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative, or beyond 2³² draws or epochs.</exception>
    public void Rows(long step, Span<int> rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (rows.Length != Batch)
            throw new ArgumentException($"{rows.Length} rows for a batch of {Batch}", nameof(rows));
        if (_sampling == Sampling.Independent)
            Independent(step, rows);
        else
            InOrder(step, rows);
    }

    private void Independent(long step, Span<int> rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, uint.MaxValue);
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = _stream.Index(Samples, (uint)step, (uint)i);
        }
    }

    private void InOrder(long step, Span<int> rows)
    {
        var first = checked(step * Batch);
        for (var done = 0; done < rows.Length;)
        {
            var (epoch, at) = Math.DivRem(first + done, Samples);
            if (epoch != _epoch)
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThan(epoch, uint.MaxValue, nameof(step));
                _stream.Permutation(_permutation, (uint)epoch);
                _epoch = epoch;
            }

            var taken = (int)Math.Min(rows.Length - done, Samples - at);
            _permutation.AsSpan((int)at, taken).CopyTo(rows[done..]);
            done += taken;
        }
    }
}
