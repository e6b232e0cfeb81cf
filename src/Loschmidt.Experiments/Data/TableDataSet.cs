using Loschmidt.Machines;

namespace Loschmidt.Experiments.Data;

/// <summary>Samples of a table, line by line: inputs first, then targets or a label.</summary>
public sealed class TableDataSet : IDataSet
{
    private readonly double[] _numbers;
    private readonly int _columns;
    private readonly int _first;

    private TableDataSet(
        string name, double[] numbers, (int Features, int Targets, int Classes) shape, int first, int count)
    {
        (Name, _numbers, _first, Count) = (name, numbers, first, count);
        (Features, Targets, Classes) = shape;
        _columns = Features + Targets + (Classes > 0 ? 1 : 0);
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
    public int Classes { get; }

    /// <summary>Reads a file into memory and divides it.</summary>
    /// <param name="path">The file, plain or gzip.</param>
    /// <param name="features">Inputs on each line.</param>
    /// <param name="targets">Targets on each line; 0 where a label stands there.</param>
    /// <param name="classes">Labels are 0 … classes−1; 0 where there are targets.</param>
    /// <param name="validation">Last lines kept for validation.</param>
    /// <param name="limit">Training lines used, from the first; null means all.</param>
    /// <param name="limits">What the file may be.</param>
    /// <exception cref="DataException">The file is no such table, or has fewer lines than asked for.</exception>
    public static DataSplits Load(
        string path, int features, int targets, int classes, int validation, int? limit, CsvLimits? limits = null)
    {
        limits ??= CsvLimits.Default;
        using var reader = new CsvReader(DataStream.Open(path), path, limits: limits);
        Expect(reader, features, targets, classes);
        var numbers = new List<double>();
        while (reader.Next())
        {
            if (classes > 0)
                reader.Label(features, classes);
            if (numbers.Count + reader.Columns > limits.Numbers)
                throw new DataException(
                    reader.Where(0), $"more than {limits.Numbers} numbers; a table that is learnt from is held in memory");
            numbers.AddRange(reader.Row);
        }

        var count = numbers.Count / reader.Columns;
        var rest = FileSplits.Rest(path, count, "lines", validation, limit);
        double[] table = [.. numbers];
        var shape = (features, targets, classes);
        return new DataSplits(
            new TableDataSet($"{path}, training lines", table, shape, 0, limit ?? rest),
            validation > 0 ? new TableDataSet($"{path}, validation lines", table, shape, rest, validation) : null);
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<int> rows, Batch destination)
    {
        DataSetRead.Begin(this, rows, destination);
        for (var lane = 0; lane < rows.Length; lane++)
        {
            var row = _numbers.AsSpan((_first + rows[lane]) * _columns, _columns);
            DataSetRead.Spread(row[..Features], destination.Inputs, destination.Lanes, lane);
            DataSetRead.Spread(row.Slice(Features, Targets), destination.Targets, destination.Lanes, lane);
            destination.Labels[lane] = Classes > 0 ? (int)row[Features] : -1;
        }
    }

    /// <summary>Holds a table to the number of its columns.</summary>
    internal static void Expect(CsvReader reader, int features, int targets, int classes)
    {
        var (judges, what) = classes > 0 ? (1, "1 label") : (targets, $"{targets} targets");
        if (reader.Columns != features + judges)
        {
            throw new DataException(
                reader.Name,
                $"expected {features} inputs and {what} on each line, {features + judges} numbers, found {reader.Columns}");
        }
    }
}
