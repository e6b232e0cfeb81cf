namespace Loschmidt.Experiments.Data.Series;

/// <summary>Samples with the time before the other channels: t = (k−1)/L at step k = 1 … L.</summary>
internal sealed class TimedSeries(ISeriesSet set) : ISeriesSet
{
    public string Name => set.Name;

    public int Count => set.Count;

    public int Channels => set.Channels + 1;

    public int TargetChannels => set.TargetChannels;

    public IReadOnlyList<string> ClassNames => set.ClassNames;

    public int StepsOf(int row) => set.StepsOf(row);

    public int TargetsOf(int row) => set.TargetsOf(row);

    public int LabelOf(int row) => set.LabelOf(row);

    public void ReadSteps(int row, int start, Span<double> values)
    {
        var (inner, outer, length) = (set.Channels, set.Channels + 1, set.StepsOf(row));
        SeriesRead.Require(start, values.Length, outer, length);
        var steps = values.Length / outer;
        set.ReadSteps(row, start, values[..(steps * inner)]);
        for (var step = steps - 1; step >= 0; step--)
        {
            values.Slice(step * inner, inner).CopyTo(values[((step * outer) + 1)..]);
            values[step * outer] = (double)(start + step) / length;
        }
    }

    public void ReadTargets(int row, int start, Span<double> values) => set.ReadTargets(row, start, values);
}
