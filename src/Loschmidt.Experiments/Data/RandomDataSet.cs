using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Data;

/// <summary>Normally distributed inputs and targets of any shape: a task for comparing gradients, not for learning anything.</summary>
/// <remarks>Inputs have standard deviation 0.7, targets 1; a sample is a function of the seed and its row.</remarks>
public sealed class RandomDataSet : IDataSet
{
    private const double InputSpread = 0.7;

    private readonly RandomStream _stream;

    /// <summary>Describes the samples.</summary>
    /// <param name="count">Number of samples.</param>
    /// <param name="features">Input numbers per sample.</param>
    /// <param name="targets">Target numbers per sample.</param>
    /// <param name="seed">The run's seed.</param>
    public RandomDataSet(int count, int features, int targets, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        (Count, Features, Targets) = (count, features, targets);
        _stream = new RandomStream(seed, "samples");
    }

    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int Features { get; }

    /// <inheritdoc/>
    public int Targets { get; }

    /// <inheritdoc/>
    public int Classes => 0;

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<int> rows, Batch destination)
    {
        DataSetRead.Begin(this, rows, destination);
        for (var lane = 0; lane < rows.Length; lane++)
        {
            for (var i = 0; i < Features; i++)
            {
                destination.Inputs[(i * destination.Lanes) + lane] = InputSpread * _stream.Normal((uint)rows[lane], (uint)i);
            }

            for (var i = 0; i < Targets; i++)
            {
                destination.Targets[(i * destination.Lanes) + lane] = _stream.Normal((uint)rows[lane], (uint)i, 1);
            }
        }
    }
}
