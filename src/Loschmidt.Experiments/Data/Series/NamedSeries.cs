using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>Samples of somebody's file with labels as a machine knows them: by the names of its classes.</summary>
/// <param name="set">The samples.</param>
/// <param name="classes">Names of the machine's classes; empty without.</param>
/// <param name="labels">[samples]; 0 where they are not known and not asked for.</param>
internal sealed class NamedSeries(ISeriesSet set, IReadOnlyList<string> classes, int[] labels) : ISeriesSet
{
    public string Name => set.Name;

    public int Count => set.Count;

    public int Channels => set.Channels;

    public int TargetChannels => set.TargetChannels;

    public IReadOnlyList<string> ClassNames => classes;

    /// <summary>Samples that are only to be answered.</summary>
    public static NamedSeries Unjudged(ISeriesSet set) => new(set, [], new int[set.Count]);

    /// <summary>Samples that bring their classes.</summary>
    /// <exception cref="DataException">One has none, or one that the machine does not know.</exception>
    public static NamedSeries Judged(ISeriesSet set, IReadOnlyList<string> classes) => Of(
        set, classes, [.. Enumerable.Range(0, set.Count).Select(row => set.LabelOf(row) is >= 0 and var label ? set.ClassNames[label] : null)],
        set.Name);

    /// <summary>Samples whose classes stand in a file of their own, one a line.</summary>
    /// <exception cref="DataException">There are more or fewer lines than samples, or one says a class that the machine does not know.</exception>
    public static NamedSeries Judged(ISeriesSet set, IReadOnlyList<string> classes, string path)
    {
        using var lines = new CsvLines(DataStream.Open(path), path, ByteText.LongestLine);
        var names = new List<string?>();
        while (lines.Next())
        {
            names.Add(System.Text.Encoding.UTF8.GetString(lines.Line).Trim(' ', '\t', '"'));
            if (names.Count > set.Count)
                throw new DataException(lines.At(0), $"more lines than the {set.Count} samples of {set.Name}");
        }

        return names.Count == set.Count
            ? Of(set, classes, names, path)
            : throw new DataException(path, $"{names.Count} classes for the {set.Count} samples of {set.Name}; one a line is expected");
    }

    private static NamedSeries Of(ISeriesSet set, IReadOnlyList<string> classes, IReadOnlyList<string?> names, string source)
    {
        var known = classes.Select((name, label) => (name, label)).ToDictionary(pair => pair.name, pair => pair.label, StringComparer.Ordinal);
        var labels = new int[names.Count];
        for (var row = 0; row < labels.Length; row++)
        {
            labels[row] = names[row] is { } name && known.TryGetValue(name, out var label)
                ? label
                : throw new DataException(source, names[row] is { } unknown
                    ? $"sample {row}: class {ScalarNode.Printable(unknown)} was none of the training; known are {Series.ClassNames.List(classes)}"
                    : $"sample {row} has no class to compare with; name a file with one class a line by --labels");
        }

        return new NamedSeries(set, classes, labels);
    }

    public int StepsOf(int row) => set.StepsOf(row);

    public int TargetsOf(int row) => set.TargetsOf(row);

    public int LabelOf(int row) => labels[row];

    public void ReadSteps(int row, int start, Span<double> values) => set.ReadSteps(row, start, values);

    public void ReadTargets(int row, int start, Span<double> values) => set.ReadTargets(row, start, values);
}
