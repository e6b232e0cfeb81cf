namespace Loschmidt.Experiments.Data;

/// <summary>Samples of a table of any length, line by line: inputs, and where asked for targets or a label.</summary>
internal sealed class TableStream : ISampleStream
{
    private readonly CsvReader _reader;
    private readonly int _features;
    private readonly int _targets;
    private readonly int _label;
    private long _lines;

    /// <summary>Continues where a table was opened.</summary>
    /// <param name="reader">The table; closed with this.</param>
    /// <param name="features">Inputs on each line.</param>
    /// <param name="targets">Targets behind the inputs; 0 for none.</param>
    /// <param name="classes">Labels are 0 … classes−1; 0 for none.</param>
    /// <param name="label">The label's column; the last one where null.</param>
    /// <exception cref="DataException">The table has another number of columns.</exception>
    public TableStream(CsvReader reader, int features, int targets, int classes, int? label = null)
    {
        (_reader, _features, _targets, Classes) = (reader, features, targets, classes);
        _label = label ?? features;
        IsJudged = targets > 0 || classes > 0;
        if (IsJudged)
        {
            TableDataSet.Expect(reader, features, targets, classes);
        }
        else if (reader.Columns != features)
        {
            throw new DataException(
                reader.Name,
                $"the machine takes {features} inputs on each line, found {reader.Columns} numbers"
                + (reader.Columns > features
                    ? "; a table with labels or targets is for 'loschmidt evaluate RUN --on FILE'"
                    : ""));
        }
    }

    public string Name => _reader.Name;

    public int Classes { get; }

    public bool IsJudged { get; }

    public void Read(SampleBlock block)
    {
        block.Clear();
        while (!block.IsFull && _reader.Next())
        {
            var row = _reader.Row;
            var label = Classes > 0 ? _reader.Label(_label, Classes) : 0;
            var inputs = block.Add(_lines++, label, out var targets);
            if (Classes > 0)
            {
                row[.._label].CopyTo(inputs);
                row[(_label + 1)..].CopyTo(inputs[_label..]);
            }
            else
            {
                row[.._features].CopyTo(inputs);
                row.Slice(_features, _targets).CopyTo(targets);
            }
        }
    }

    public void Dispose() => _reader.Dispose();
}
