namespace Loschmidt.Experiments.Data.Series;

/// <summary>Samples as changes from one step to the next, scaled or not: a sample of L steps has L − 1 changes.</summary>
internal sealed class ChangedSeries : ISeriesSet
{
    private readonly ISeriesSet _set;
    private readonly ChannelScale? _scale;

    /// <summary>Shows the changes of a set.</summary>
    /// <param name="set">The samples.</param>
    /// <param name="scale">What every change is moved and stretched by; null to leave them as they are.</param>
    /// <exception cref="DataException">A sample of one step never changes.</exception>
    public ChangedSeries(ISeriesSet set, ChannelScale? scale)
    {
        (_set, _scale) = (set, scale);
        for (var row = 0; row < set.Count; row++)
        {
            if (set.StepsOf(row) < 2)
            {
                throw new DataException(
                    set.Name, $"sample {row} has one step, and data.differences looks at changes from one step to the next");
            }
        }

        Still = new double[set.Channels];
        scale?.Apply(Still);
    }

    public string Name => _set.Name;

    public int Count => _set.Count;

    public int Channels => _set.Channels;

    public int TargetChannels => _set.TargetChannels;

    public IReadOnlyList<string> ClassNames => _set.ClassNames;

    /// <summary>[channels]: what is shown where nothing changes.</summary>
    public double[] Still { get; }

    public int StepsOf(int row) => _set.StepsOf(row) - 1;

    public int TargetsOf(int row) => _set.TargetsOf(row);

    public int LabelOf(int row) => _set.LabelOf(row);

    public void ReadSteps(int row, int start, Span<double> values)
    {
        var channels = Channels;
        SeriesRead.Require(start, values.Length, channels, StepsOf(row));
        if (values.IsEmpty)
        {
            return;
        }

        Span<double> before = stackalloc double[Math.Min(channels, 256)];
        before = channels > before.Length ? new double[channels] : before;
        _set.ReadSteps(row, start, before);
        _set.ReadSteps(row, start + 1, values);
        for (var i = values.Length - 1; i >= channels; i--)
        {
            values[i] -= values[i - channels];
        }

        for (var i = 0; i < channels; i++)
        {
            values[i] -= before[i];
        }

        _scale?.Apply(values);
    }

    public void ReadTargets(int row, int start, Span<double> values) => _set.ReadTargets(row, start, values);
}
