using System.Buffers;
using System.Text;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>Labelled samples, each in a table of its own.</summary>
internal static class SampleTables
{
    private static readonly SearchValues<byte> Cuts = SearchValues.Create(",;\t"u8);

    /// <summary>Tables with their classes.</summary>
    /// <param name="name">What the set is called.</param>
    /// <param name="samples">File and class of each sample.</param>
    /// <param name="more">Files beside them that were read.</param>
    /// <param name="missing">What becomes of missing numbers.</param>
    public static SeriesSource Of(
        string name, IReadOnlyList<(string File, string Class)> samples, IReadOnlyList<string> more,
        MissingValues missing)
    {
        string[] classes = [.. samples.Select(sample => sample.Class).Distinct().Order(StringComparer.Ordinal)];
        var labels = string.Join('\n', samples.Select(sample => sample.Class));
        return new SeriesSource(
            name, $"a table a sample, missing {missing}, classes {labels}",
            [.. more, .. samples.Select(sample => sample.File)], (sink, limits) =>
            {
                int? channels = null;
                foreach (var (file, label) in samples)
                {
                    channels = Table(
                        file, missing, sink, limits, Array.BinarySearch(classes, label, StringComparer.Ordinal),
                        channels, classes);
                }
            });
    }

    private static int Table(
        string file, MissingValues missing, ISeriesSink sink, SeriesLimits limits, int label, int? channels,
        IReadOnlyList<string> classes)
    {
        try
        {
            return LongTable.Read(file, missing, sink, limits, label, channels, classes);
        }
        catch (DataException fault) when (fault.Where is null or { Line: 1 })
        {
            // A file that is no table at all was not meant to be a sample.
            throw new DataException(
                fault.File, fault.Message[(fault.Where is { } where ? $"{where}: " : $"{fault.File}: ").Length..]
                + "; every file here is taken for a sample: remove it if it is none", fault);
        }
    }

    /// <summary>Tables named by a list: file, relative to that of the list, and class; a first line of names is passed
    /// over where there is no such file.</summary>
    /// <exception cref="DataException">A line is no such pair, or there is no such file.</exception>
    public static SeriesSource Listed(string path, MissingValues missing, SeriesLimits? limits = null)
    {
        limits ??= SeriesLimits.Default;
        using var lines = new CsvLines(DataStream.Open(path), path, ByteText.LongestLine);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var samples = new List<(string, string)>();
        var isFirst = true;
        while (lines.Next())
        {
            var line = lines.Line;
            var cut = line.IndexOfAny(Cuts);
            if (cut < 1 || line[(cut + 1)..].ContainsAny(Cuts))
                throw new DataException(lines.At(0), "expected the file of a sample, a comma, and its class");
            var (name, label) = (Text(line[..cut]), Text(line[(cut + 1)..]));
            if (label.Length == 0)
                throw new DataException(lines.At(cut + 1), "expected the class of the sample");
            if (samples.Count == limits.Samples)
                throw new DataException(lines.At(0), $"more than {limits.Samples} samples");
            var file = name.Contains('\0') ? "" : Path.Combine(folder, name);
            if (File.Exists(file))
                samples.Add((file, label));
            else if (!isFirst)
                throw DecimalText.TryParse(Encoding.UTF8.GetBytes(name), out _)
                    ? new DataException(
                        lines.At(0), "expected labelled samples, found numbers alone: a .ts or .arff file, a folder with a folder for each "
                        + "class, a list of files and their classes, or a sample of one channel on each line and its class behind it")
                    : new DataException(lines.At(0), $"there is no file {ScalarNode.Printable(name)} in {folder}");
            isFirst = false;
        }

        return samples.Count > 0
            ? Of(path, samples, [path], missing)
            : throw new DataException(path, $"it names no file that is in {folder}");
    }

    private static string Text(ReadOnlySpan<byte> cell) => Encoding.UTF8.GetString(cell).Trim(' ', '\t', '"');
}
