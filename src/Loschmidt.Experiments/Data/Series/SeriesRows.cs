using Loschmidt.Machines;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>Some samples of a set, one a lane.</summary>
internal sealed class SeriesRows(ISeriesSet set, ReadOnlySpan<int> rows) : ISeries
{
    private readonly int[] _rows = [.. rows];

    public int Lanes => _rows.Length;

    public int Channels => set.Channels;

    public int TargetChannels => set.TargetChannels;

    public int StepsOf(int lane) => set.StepsOf(_rows[lane]);

    public int TargetsOf(int lane) => set.TargetsOf(_rows[lane]);

    public void Read(int lane, int start, int count, Span<double> values) =>
        set.ReadSteps(_rows[lane], start, values[..(count * Channels)]);

    public void ReadTargets(int lane, int start, int count, Span<double> values) =>
        set.ReadTargets(_rows[lane], start, values[..(count * TargetChannels)]);
}
