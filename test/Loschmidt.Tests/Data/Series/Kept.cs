using System.Text;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Data.Series;

/// <summary>Reads small texts into memory, and samples into arrays.</summary>
internal static class Kept
{
    public static SeriesTable Ts(string text, MissingValues missing = MissingValues.Refuse) =>
        Table(sink => TsReader.Read(Stream(text), "a.ts", missing, sink));

    public static SeriesTable Arff(string text, MissingValues missing = MissingValues.Refuse) =>
        Table(sink => ArffReader.Read(Stream(text), "a.arff", missing, sink));

    public static SeriesTable Table(Action<ISeriesSink> read)
    {
        var memory = new SeriesMemory("kept", 1 << 24);
        read(memory);
        return memory.Table();
    }

    public static MemoryStream Stream(string text) => new(Encoding.Latin1.GetBytes(text), writable: false);

    public static double[] Values(this ISeriesSet set, int row)
    {
        var values = new double[set.StepsOf(row) * set.Channels];
        set.ReadSteps(row, 0, values);
        return values;
    }

    /// <summary>One channel of a sample.</summary>
    public static double[] Channel(this ISeriesSet set, int row, int channel) =>
        [.. set.Values(row).Where((_, i) => i % set.Channels == channel)];

    public static double[] Targets(this ISeriesSet set, int row)
    {
        var values = new double[set.TargetsOf(row) * set.TargetChannels];
        set.ReadTargets(row, 0, values);
        return values;
    }

    public static int[] Counts(this ISeriesSet set) =>
        [.. set.ClassNames.Select((_, label) => Enumerable.Range(0, set.Count).Count(row => set.LabelOf(row) == label))];

    public static ISeriesSet Set(this IDataSet? set) => set.ShouldBeAssignableTo<ISeriesSet>()!;
}
