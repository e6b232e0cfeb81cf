namespace Loschmidt.Experiments.Data;

/// <summary>Samples of a NumPy array of any length, one a row; labels or targets come from a second array.</summary>
internal sealed class NpyStream : ISampleStream
{
    private readonly NpyRows _inputs;
    private readonly NpyRows? _answers;
    private readonly string? _answersName;
    private readonly double[] _label = new double[1];
    private long _read;

    /// <summary>Continues where the arrays were opened.</summary>
    /// <param name="inputs">One row of inputs a sample; closed with this.</param>
    /// <param name="name">Its name.</param>
    /// <param name="answers">One label or row of targets a sample; null for none. Closed with this.</param>
    /// <param name="answersName">Its name in messages.</param>
    /// <param name="classes">Labels are 0 … classes−1; 0 where there are targets.</param>
    /// <exception cref="DataException">There are not as many rows in both.</exception>
    public NpyStream(NpyRows inputs, string name, NpyRows? answers, string? answersName, int classes)
    {
        (_inputs, Name, _answers, _answersName) = (inputs, name, answers, answersName);
        Classes = answers is null ? 0 : classes;
        if (answers is not null && answers.Count != inputs.Count)
            throw new DataException(
                answersName!, $"expected {inputs.Count} rows, one for each of {name}, found {answers.Count}");
    }

    public string Name { get; }

    public int Classes { get; }

    public bool IsJudged => _answers is not null;

    public void Read(SampleBlock block)
    {
        block.Clear();
        for (; !block.IsFull && _read < _inputs.Count; _read++)
        {
            if (Classes > 0)
            {
                _answers!.Next(_label);
                _inputs.Next(block.Add(_read, Label(_label[0]), out _));
                continue;
            }

            _inputs.Next(block.Add(_read, label: 0, out var targets));
            _answers?.Next(targets);
        }
    }

    public void Dispose()
    {
        _inputs.Dispose();
        _answers?.Dispose();
    }

    private int Label(double value) => value >= 0 && value < Classes && value == Math.Floor(value)
        ? (int)value
        : throw new DataException(
            _answersName!, $"row {_read}: expected a label, a whole number from 0 to {Classes - 1}, found {value:R}");
}
