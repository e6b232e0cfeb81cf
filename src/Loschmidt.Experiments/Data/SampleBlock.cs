using Loschmidt.Machines;

namespace Loschmidt.Experiments.Data;

/// <summary>A handful of samples, sample after sample, to be filled by a stream and read like a data set.</summary>
public sealed class SampleBlock : IDataSet
{
    private readonly double[] _inputs;
    private readonly double[] _targets;
    private readonly int[] _labels;

    /// <summary>An empty block.</summary>
    /// <param name="name">Where its samples come from.</param>
    /// <param name="features">Input numbers per sample.</param>
    /// <param name="targets">Target numbers per sample; they stay 0 where the stream brings none.</param>
    /// <param name="classes">Number of classes; 0 where samples have no labels.</param>
    /// <param name="capacity">Samples it can hold.</param>
    public SampleBlock(string name, int features, int targets, int classes, int capacity)
    {
        (Name, Features, Targets, Classes, Capacity) = (name, features, targets, classes, capacity);
        _inputs = new double[features * capacity];
        _targets = new double[targets * capacity];
        _labels = new int[capacity];
        Keys = new long[capacity];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Samples it can hold.</summary>
    public int Capacity { get; }

    /// <summary>Samples it holds now.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public int Features { get; }

    /// <inheritdoc/>
    public int Targets { get; }

    /// <inheritdoc/>
    public int Classes { get; }

    /// <summary>[capacity]; what the stream calls each sample.</summary>
    internal long[] Keys { get; }

    internal bool IsFull => Count == Capacity;

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<int> rows, Batch destination)
    {
        DataSetRead.Begin(this, rows, destination);
        for (var lane = 0; lane < rows.Length; lane++)
        {
            var (row, lanes) = (rows[lane], destination.Lanes);
            DataSetRead.Spread(_inputs.AsSpan(row * Features, Features), destination.Inputs, lanes, lane);
            DataSetRead.Spread(_targets.AsSpan(row * Targets, Targets), destination.Targets, lanes, lane);
            destination.Labels[lane] = _labels[row];
        }
    }

    /// <summary>[features]; the inputs of one sample.</summary>
    internal ReadOnlySpan<double> Inputs(int row) => _inputs.AsSpan(row * Features, Features);

    internal void Clear() => Count = 0;

    /// <summary>Adds a sample.</summary>
    /// <param name="key">What to call it.</param>
    /// <param name="label">Its class; 0 where it has none, so that every machine knows it.</param>
    /// <param name="targets">Where its targets are to be written.</param>
    /// <returns>Where its inputs are to be written.</returns>
    internal Span<double> Add(long key, int label, out Span<double> targets)
    {
        (Keys[Count], _labels[Count]) = (key, label);
        targets = _targets.AsSpan(Count * Targets, Targets);
        return _inputs.AsSpan(Count++ * Features, Features);
    }
}
