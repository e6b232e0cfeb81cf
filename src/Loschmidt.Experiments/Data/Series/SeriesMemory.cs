namespace Loschmidt.Experiments.Data.Series;

/// <summary>Keeps the samples of a source in memory, in floats where nothing is lost by it.</summary>
/// <param name="name">What the table is called.</param>
/// <param name="limit">Most numbers.</param>
internal sealed class SeriesMemory(string name, long limit) : ISeriesSink, ISeriesNumbers
{
    private const int BlockBits = 12;
    private const int Block = 1 << BlockBits;

    private readonly List<Array> _blocks = []; // of floats or doubles, full but for the last
    private readonly double[] _open = new double[Block];
    private SeriesIndex? _index;
    private int _filled;

    public void Begin(int channels, IReadOnlyList<string> classes) => _index = new SeriesIndex(channels, classes);

    public void Append(ReadOnlySpan<double> values)
    {
        if (_index!.Numbers + values.Length > limit)
        {
            throw new DataException(
                name, $"more than {limit} numbers, too many to be held in memory, and there is no room for a cache");
        }

        _index.Append(values);
        while (!values.IsEmpty)
        {
            var taken = Math.Min(values.Length, Block - _filled);
            values[..taken].CopyTo(_open.AsSpan(_filled));
            values = values[taken..];
            _filled += taken;
            if (_filled == Block)
                Close();
        }
    }

    public void End(int label) => _index!.End(label);

    /// <summary>All samples; nothing may be added afterwards.</summary>
    public SeriesTable Table()
    {
        Close();
        return new SeriesTable(name, _index!, this);
    }

    public void Read(long first, Span<double> values)
    {
        while (!values.IsEmpty)
        {
            var at = (int)(first & (Block - 1));
            var taken = Math.Min(values.Length, Block - at);
            if (_blocks[(int)(first >> BlockBits)] is float[] floats)
                Precise.Widen(floats.AsSpan(at, taken), values);
            else
                ((double[])_blocks[(int)(first >> BlockBits)]).AsSpan(at, taken).CopyTo(values);
            values = values[taken..];
            first += taken;
        }
    }

    private void Close()
    {
        var numbers = _open.AsSpan(0, _filled);
        if (Precise.AreFloats(numbers))
        {
            var floats = new float[_filled];
            Precise.Narrow(numbers, floats);
            _blocks.Add(floats);
        }
        else
        {
            _blocks.Add(numbers.ToArray());
        }

        _filled = 0;
    }
}
