namespace Loschmidt.Experiments.Data.Series;

/// <summary>The samples of one table, and behind them those of another.</summary>
internal sealed class JoinedSeries : IDigests
{
    private readonly IDigests _first;
    private readonly IDigests _second;
    private readonly int[] _labels; // of the second table's classes

    /// <summary>Joins them; the classes are those of the first.</summary>
    /// <exception cref="DataException">They differ in channels, or the second has a class that the first
    /// lacks.</exception>
    public JoinedSeries(IDigests first, IDigests second)
    {
        if (first.Channels != second.Channels)
        {
            throw new DataException(
                second.Name, $"expected {first.Channels} channels as in {first.Name}, found {second.Channels}");
        }

        var known = first.ClassNames.ToList();
        _labels = [.. second.ClassNames.Select(name => known.IndexOf(name))];
        if (first.ClassNames.Count == 0 != (second.ClassNames.Count == 0))
            throw new DataException(second.Name, $"one of {first.Name} and {second.Name} has classes, the other none");
        for (var row = 0; row < second.Count; row++)
        {
            if (second.LabelOf(row) is >= 0 and var label && _labels[label] < 0)
            {
                throw new DataException(
                    second.Name,
                    $"sample {row} (from 0) is of the class {Schema.ScalarNode.Printable(second.ClassNames[label])}, which "
                    + $"is none of the classes to learn: {Series.ClassNames.List(known)}");
            }
        }

        (_first, _second) = (first, second);
    }

    public string Name => _first.Name;

    public int Count => _first.Count + _second.Count;

    public int Channels => _first.Channels;

    public int TargetChannels => 0;

    public IReadOnlyList<string> ClassNames => _first.ClassNames;

    public int StepsOf(int row) => Of(ref row).StepsOf(row);

    public int TargetsOf(int row) => 0;

    public int LabelOf(int row)
    {
        var table = Of(ref row);
        var label = table.LabelOf(row);
        return label < 0 || table == _first ? label : _labels[label];
    }

    public UInt128 DigestOf(int row) => Of(ref row).DigestOf(row);

    public void ReadSteps(int row, int start, Span<double> values) => Of(ref row).ReadSteps(row, start, values);

    public void ReadTargets(int row, int start, Span<double> values) => Of(ref row).ReadTargets(row, start, values);

    private IDigests Of(ref int row)
    {
        if (row < _first.Count)
            return _first;
        row -= _first.Count;
        return _second;
    }
}
