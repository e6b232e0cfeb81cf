namespace Loschmidt.Experiments.Data.Series;

/// <summary>Some samples of a set.</summary>
internal sealed class SeriesSubset(string name, ISeriesSet set, int[] rows) : ISeriesSet
{
    public string Name => name;

    public int Count => rows.Length;

    public int Channels => set.Channels;

    public int TargetChannels => set.TargetChannels;

    public IReadOnlyList<string> ClassNames => set.ClassNames;

    public int StepsOf(int row) => set.StepsOf(rows[row]);

    public int TargetsOf(int row) => set.TargetsOf(rows[row]);

    public int LabelOf(int row) => set.LabelOf(rows[row]);

    public void ReadSteps(int row, int start, Span<double> values) => set.ReadSteps(rows[row], start, values);

    public void ReadTargets(int row, int start, Span<double> values) => set.ReadTargets(rows[row], start, values);
}
