namespace Loschmidt.Machines;

/// <summary>Samples side by side, in the layout machines read: lanes innermost.</summary>
/// <remarks>The reader of a data set writes straight into it; lanes beyond <see cref="Active"/> are kept at zero.</remarks>
public sealed class Batch
{
    /// <summary>Allocates an empty batch.</summary>
    /// <param name="features">Input numbers per sample.</param>
    /// <param name="targets">Target numbers per sample; 0 where the label says everything.</param>
    /// <param name="lanes">Samples it can hold.</param>
    public Batch(int features, int targets, int lanes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(features);
        ArgumentOutOfRangeException.ThrowIfNegative(targets);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lanes);
        Features = features;
        TargetCount = targets;
        Lanes = lanes;
        Inputs = new double[features * lanes];
        Targets = new double[targets * lanes];
        Labels = new int[lanes];
    }

    /// <summary>Input numbers per sample.</summary>
    public int Features { get; }

    /// <summary>Target numbers per sample.</summary>
    public int TargetCount { get; }

    /// <summary>Samples it can hold.</summary>
    public int Lanes { get; }

    /// <summary>Samples it holds now, in lanes 0 … Active−1.</summary>
    public int Active { get; set; }

    /// <summary>[features × lanes].</summary>
    public double[] Inputs { get; }

    /// <summary>[targets × lanes].</summary>
    public double[] Targets { get; }

    /// <summary>[lanes]; −1 or unused where the task has no classes.</summary>
    public int[] Labels { get; }

    /// <summary>The samples of a sequence machine, one a lane; null where <see cref="Inputs"/> holds them.</summary>
    public ISeries? Series { get; set; }

    /// <summary>Empties the batch and zeroes it, padding included.</summary>
    public void Clear()
    {
        Active = 0;
        Series = null;
        Array.Clear(Inputs);
        Array.Clear(Targets);
        Array.Clear(Labels);
    }
}
