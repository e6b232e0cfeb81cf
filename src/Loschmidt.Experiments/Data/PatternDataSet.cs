using Loschmidt.Machines;

namespace Loschmidt.Experiments.Data;

/// <summary>Samples given as lists of input and target numbers; labels are −1.</summary>
public sealed class PatternDataSet : IDataSet
{
    private readonly double[][] _inputs;
    private readonly double[][] _targets;

    /// <summary>Takes the samples; the arrays are not copied.</summary>
    /// <param name="inputs">[samples][features].</param>
    /// <param name="targets">[samples][targets].</param>
    /// <exception cref="ArgumentException">There are no samples, or lists of different lengths.</exception>
    public PatternDataSet(double[][] inputs, double[][] targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (inputs.Length == 0 || inputs.Length != targets.Length)
            throw new ArgumentException(
                $"{inputs.Length} inputs and {targets.Length} targets; there must be as many of each, at least one");
        if (Array.Exists(inputs, row => row.Length != inputs[0].Length)
            || Array.Exists(targets, row => row.Length != targets[0].Length))
            throw new ArgumentException("every sample needs as many numbers as the first");
        _inputs = inputs;
        _targets = targets;
    }

    /// <inheritdoc/>
    public string Name => "pattern";

    /// <inheritdoc/>
    public int Count => _inputs.Length;

    /// <inheritdoc/>
    public int Features => _inputs[0].Length;

    /// <inheritdoc/>
    public int Targets => _targets[0].Length;

    /// <inheritdoc/>
    public int Classes => 0;

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<int> rows, Batch destination)
    {
        DataSetRead.Begin(this, rows, destination);
        for (var lane = 0; lane < rows.Length; lane++)
        {
            DataSetRead.Spread(_inputs[rows[lane]], destination.Inputs, destination.Lanes, lane);
            DataSetRead.Spread(_targets[rows[lane]], destination.Targets, destination.Lanes, lane);
            destination.Labels[lane] = -1;
        }
    }
}
