namespace Loschmidt.Experiments.Data.Series;

/// <summary>The samples of one source in the order of their file.</summary>
internal sealed class SeriesTable(string name, SeriesIndex index, ISeriesNumbers numbers) : ISeriesSet, IDigests
{
    public string Name => name;

    public int Count => index.Count;

    public int Channels => index.Channels;

    public int TargetChannels => 0;

    public IReadOnlyList<string> ClassNames => index.Classes;

    public int StepsOf(int row) => index[row].Steps;

    public int TargetsOf(int row) => 0;

    public int LabelOf(int row) => index[row].Label;

    public UInt128 DigestOf(int row) => index[row].Digest;

    public void ReadSteps(int row, int start, Span<double> values)
    {
        var entry = index[row];
        SeriesRead.Require(start, values.Length, Channels, entry.Steps);
        numbers.Read(entry.First + ((long)start * Channels), values);
    }

    public void ReadTargets(int row, int start, Span<double> values) =>
        SeriesRead.Require(start, values.Length, 1, 0);
}
