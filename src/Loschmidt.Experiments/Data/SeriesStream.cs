namespace Loschmidt.Experiments.Data;

/// <summary>Windows of a series of any length; no more of it is held than one window and what follows.</summary>
/// <remarks>Samples are called by how many numbers come before what they ask for: key 100 asks for the number with
/// index 100, counted from 0. To predict, the last window is the one that ends with the file, whatever the
/// stride.</remarks>
internal sealed class SeriesStream : ISampleStream
{
    private readonly CsvReader _reader;
    private readonly double[] _last; // ring of the last numbers, value n at n mod length
    private readonly int _window;
    private readonly int _stride;
    private long _read;
    private bool _ended;

    /// <summary>Continues where a series was opened.</summary>
    /// <param name="reader">One number a line; closed with this.</param>
    /// <param name="window">Numbers shown.</param>
    /// <param name="horizon">Numbers to be compared with; 0 to predict.</param>
    /// <param name="stride">From the beginning of one window to the next.</param>
    /// <exception cref="DataException">There is more than one number a line.</exception>
    public SeriesStream(CsvReader reader, int window, int horizon, int stride)
    {
        SeriesDataSet.Expect(reader);
        (_reader, _window, _stride, IsJudged) = (reader, window, stride, horizon > 0);
        _last = new double[window + horizon];
    }

    public string Name => _reader.Name;

    public int Classes => 0;

    public bool IsJudged { get; }

    public void Read(SampleBlock block)
    {
        block.Clear();
        while (!block.IsFull && !_ended)
        {
            if (_reader.Next())
            {
                _last[_read++ % _last.Length] = _reader.Row[0];
                if (_read >= _last.Length && (_read - _last.Length) % _stride == 0)
                    Add(block);
                continue;
            }

            _ended = true;
            if (_read < _last.Length)
                throw new DataException(Name, $"{_read} numbers; a window and what follows it are {_last.Length}");
            if (!IsJudged && (_read - _last.Length) % _stride != 0)
                Add(block);
        }
    }

    public void Dispose() => _reader.Dispose();

    private void Add(SampleBlock block)
    {
        var start = _read - _last.Length;
        var inputs = block.Add(start + _window, label: 0, out var targets);
        for (var i = 0; i < _last.Length; i++)
        {
            var value = _last[(start + i) % _last.Length];
            if (i < _window)
                inputs[i] = value;
            else
                targets[i - _window] = value;
        }
    }
}
