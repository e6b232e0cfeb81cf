namespace Loschmidt.Experiments.Data.Series;

/// <summary>Samples whose channels are moved and stretched: (x − mean)/deviation.</summary>
/// <param name="set">The samples.</param>
/// <param name="scale">What every channel is moved and stretched by.</param>
internal sealed class ScaledSeries(ISeriesSet set, ChannelScale scale) : ISeriesSet
{
    public string Name => set.Name;

    public int Count => set.Count;

    public int Channels => set.Channels;

    public int TargetChannels => set.TargetChannels;

    public IReadOnlyList<string> ClassNames => set.ClassNames;

    public int StepsOf(int row) => set.StepsOf(row);

    public int TargetsOf(int row) => set.TargetsOf(row);

    public int LabelOf(int row) => set.LabelOf(row);

    public void ReadSteps(int row, int start, Span<double> values)
    {
        set.ReadSteps(row, start, values);
        scale.Apply(values);
    }

    public void ReadTargets(int row, int start, Span<double> values) => set.ReadTargets(row, start, values);
}
