using Loschmidt.Machines;

namespace Loschmidt.Experiments.Data;

/// <summary>Samples with random access, read straight into the layout of machines.</summary>
public interface IDataSet
{
    /// <summary>What it is, such as <c>mnist train</c>.</summary>
    string Name { get; }

    /// <summary>Number of samples.</summary>
    int Count { get; }

    /// <summary>Input numbers per sample.</summary>
    int Features { get; }

    /// <summary>Target numbers per sample; 0 where the label says everything.</summary>
    int Targets { get; }

    /// <summary>Number of classes; 0 where samples have none.</summary>
    int Classes { get; }

    /// <summary>Overwrites a batch with the samples named, one a lane; the remaining lanes become zero.</summary>
    /// <param name="rows">Indices of samples, 0 … Count−1, at most as many as the batch has lanes.</param>
    /// <param name="destination">A batch of this set's features and targets.</param>
    /// <exception cref="ArgumentException">The batch has another shape or too few lanes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row does not exist.</exception>
    void Read(ReadOnlySpan<int> rows, Batch destination);
}
