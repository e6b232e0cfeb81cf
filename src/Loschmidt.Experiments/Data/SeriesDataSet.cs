using Loschmidt.Machines;

namespace Loschmidt.Experiments.Data;

/// <summary>Windows of a series of numbers: inputs are the window, targets what follows it.</summary>
public sealed class SeriesDataSet : IDataSet
{
    private readonly double[] _values;
    private readonly int _stride;
    private readonly int _first;

    /// <summary>Takes windows first, first+1, …; window i begins at value i·stride. Nothing is copied.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="values">The series.</param>
    /// <param name="window">Numbers shown.</param>
    /// <param name="horizon">Numbers to be said.</param>
    /// <param name="stride">From the beginning of one window to the next.</param>
    /// <param name="first">First window.</param>
    /// <param name="count">Number of windows.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no windows, or they leave the series.</exception>
    public SeriesDataSet(string name, double[] values, int window, int horizon, int stride, int first, int count)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            ((long)(first + count - 1) * stride) + window + horizon, values.Length, nameof(count));
        (Name, _values, _stride, _first) = (name, values, stride, first);
        (Features, Targets, Count) = (window, horizon, count);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int Features { get; }

    /// <inheritdoc/>
    public int Targets { get; }

    /// <inheritdoc/>
    public int Classes => 0;

    /// <summary>Reads a file with one number a line and divides its windows.</summary>
    /// <remarks>No number that a validation window asks for is a target of a training window: between the two, the
    /// windows that would be are left out.</remarks>
    /// <param name="path">The file, plain or gzip.</param>
    /// <param name="window">Numbers shown.</param>
    /// <param name="horizon">Numbers to be said.</param>
    /// <param name="stride">From the beginning of one window to the next.</param>
    /// <param name="validation">Last windows kept for validation.</param>
    /// <param name="limit">Training windows used, from the first; null means all.</param>
    /// <param name="limits">What the file may be.</param>
    /// <exception cref="DataException">The file is no such series, or too short.</exception>
    public static DataSplits Load(
        string path, int window, int horizon, int stride, int validation, int? limit, CsvLimits? limits = null)
    {
        limits ??= CsvLimits.Default;
        using var reader = new CsvReader(DataStream.Open(path), path, limits: limits);
        Expect(reader);
        var numbers = new List<double>();
        while (reader.Next())
        {
            if (numbers.Count == limits.Numbers)
                throw new DataException(
                    reader.Where(0), $"more than {limits.Numbers} numbers; a series that is learnt from is held in memory");
            numbers.Add(reader.Row[0]);
        }

        var windows = numbers.Count < window + horizon ? 0 : ((numbers.Count - window - horizon) / stride) + 1;
        var between = validation > 0 ? (horizon - 1) / stride : 0;
        var rest = FileSplits.Rest(
            path, windows, $"windows of {window} numbers and the {horizon} behind them", validation + between, limit);
        double[] values = [.. numbers];
        return new DataSplits(
            new SeriesDataSet($"{path}, training windows", values, window, horizon, stride, 0, limit ?? rest),
            validation > 0
                ? new SeriesDataSet(
                    $"{path}, validation windows", values, window, horizon, stride, windows - validation, validation)
                : null);
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<int> rows, Batch destination)
    {
        DataSetRead.Begin(this, rows, destination);
        for (var lane = 0; lane < rows.Length; lane++)
        {
            var values = _values.AsSpan((_first + rows[lane]) * _stride, Features + Targets);
            DataSetRead.Spread(values[..Features], destination.Inputs, destination.Lanes, lane);
            DataSetRead.Spread(values[Features..], destination.Targets, destination.Lanes, lane);
            destination.Labels[lane] = -1;
        }
    }

    internal static void Expect(CsvReader reader)
    {
        if (reader.Columns != 1)
            throw new DataException(
                reader.Name, $"a series is one number a line, found {reader.Columns}; keep the column that is meant");
    }
}
