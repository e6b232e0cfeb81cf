using Loschmidt.Experiments.Data.Series;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Data;

/// <summary>Samples that are series, read piece by piece: a batch of them holds no numbers, only whom to ask.</summary>
/// <remarks>Every method may be called by several threads at once. As samples have no fixed number of inputs,
/// <see cref="IDataSet.Features"/> and <see cref="IDataSet.Targets"/> are 0.</remarks>
public interface ISeriesSet : IDataSet
{
    /// <summary>Numbers a step.</summary>
    int Channels { get; }

    /// <summary>Numbers of one target; 0 where samples have labels, or are their own targets.</summary>
    int TargetChannels { get; }

    /// <summary>The name of each class, in the order of labels; empty without classes.</summary>
    IReadOnlyList<string> ClassNames { get; }

    /// <summary>Number of steps of a sample, at least 1.</summary>
    int StepsOf(int row);

    /// <summary>Number of targets of a sample; 0 without targets.</summary>
    int TargetsOf(int row);

    /// <summary>The class of a sample; −1 without classes.</summary>
    int LabelOf(int row);

    /// <summary>Reads some steps of a sample.</summary>
    /// <param name="row">Which sample.</param>
    /// <param name="start">First step.</param>
    /// <param name="values">[steps × channels], channels innermost; overwritten. Its length says how many steps.</param>
    void ReadSteps(int row, int start, Span<double> values);

    /// <summary>Reads some targets of a sample.</summary>
    /// <param name="row">Which sample.</param>
    /// <param name="start">First target.</param>
    /// <param name="values">[targets × target channels], channels innermost; overwritten.</param>
    void ReadTargets(int row, int start, Span<double> values);

    /// <inheritdoc/>
    int IDataSet.Features => 0;

    /// <inheritdoc/>
    int IDataSet.Targets => 0;

    /// <inheritdoc/>
    int IDataSet.Classes => ClassNames.Count;

    /// <summary>Names the samples that a batch stands for in <see cref="Batch.Series"/>, with their labels.</summary>
    /// <inheritdoc cref="IDataSet.Read"/>
    void IDataSet.Read(ReadOnlySpan<int> rows, Batch destination)
    {
        DataSetRead.Begin(this, rows, destination);
        destination.Series = new SeriesRows(this, rows);
        for (var lane = 0; lane < rows.Length; lane++)
        {
            destination.Labels[lane] = LabelOf(rows[lane]);
        }
    }
}
