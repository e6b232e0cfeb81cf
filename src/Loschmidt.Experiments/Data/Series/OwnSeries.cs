using System.Buffers;
using System.Text;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>Labelled series in files of one's own.</summary>
/// <remarks>
/// A <c>.ts</c> or <c>.arff</c> file; a folder with one folder a class and one table a sample in it; a table of two
/// columns, the file of a sample and its class; or a table with one sample of one channel a line, the class last.
/// </remarks>
internal static class OwnSeries
{
    private static readonly SearchValues<byte> Ends = SearchValues.Create(",;\t\n"u8);

    /// <summary>How a path is read; looks at the files, but reads no numbers.</summary>
    /// <exception cref="DataException">There is nothing of the kind.</exception>
    /// <param name="path">File or folder.</param>
    /// <param name="missing">What becomes of missing numbers.</param>
    /// <param name="notes">Takes what the user should know; null where nobody asks.</param>
    public static SeriesSource Source(string path, MissingValues missing, List<string>? notes = null)
    {
        if (Directory.Exists(path))
            return TableFolder(path, missing, notes);
        if (SeriesSource.Ends(path, ".ts") || SeriesSource.IsArff(path))
            return SeriesSource.Of(path, path, missing);
        return IsList(path) ? SampleTables.Listed(path, missing) : SampleLines.Source(path, missing);
    }

    /// <summary>Samples whose classes are not asked for: as <see cref="Source"/>, and a folder may hold a table for each sample itself.</summary>
    /// <remarks>Samples of a folder come in the ordinal order of their files' names.</remarks>
    /// <exception cref="DataException">There is nothing of the kind.</exception>
    public static SeriesSource Unlabelled(string path, MissingValues missing) =>
        Directory.Exists(path) && Tables(path).ToArray() is { Length: > 0 } files
            ? SampleTables.Of(path, [.. files.Select(file => (file, "sample"))], [], missing)
            : Source(path, missing);

    /// <summary>Whether a path is that of samples, and not of a table of numbers.</summary>
    /// <exception cref="DataException">The file cannot be read.</exception>
    public static bool AreSamples(string path) =>
        Directory.Exists(path) || SeriesSource.Ends(path, ".ts") || SeriesSource.IsArff(path) || (IsList(path) && NamesFile(path));

    private static IEnumerable<string> Tables(string folder) =>
        Directory.GetFiles(folder).Where(file => Path.GetFileName(file)[0] != '.').Order(StringComparer.Ordinal);

    private static SeriesSource TableFolder(string path, MissingValues missing, List<string>? notes)
    {
        var samples = new List<(string, string)>();
        foreach (var folder in Directory.GetDirectories(path).Order(StringComparer.Ordinal))
        {
            var before = samples.Count;
            samples.AddRange(Tables(folder).Select(file => (file, Path.GetFileName(folder))));
            if (samples.Count == before)
                notes?.Add($"{folder}: there is no table in this folder, so there is no such class");
        }

        return samples.Count > 0
            ? SampleTables.Of(path, samples, [], missing)
            : throw new DataException(
                path, "expected a folder for each class, and in it a table for each sample; found no such file");
    }

    /// <summary>Whether the first line that says something has two cells, the first of which is no number.</summary>
    private static bool IsList(string path)
    {
        using var lines = new CsvLines(DataStream.Open(path), path, ByteText.LongestLine << 8);
        if (!lines.Next())
            throw new DataException(path, "there is nothing in it");
        var line = lines.Line;
        var cut = line.IndexOfAny(Ends);
        return cut > 0 && !line[(cut + 1)..].ContainsAny(Ends)
            && !DecimalText.TryParse(Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(line[..cut]).Trim()), out _)
            && !Missing.Is(line[..cut]);
    }

    /// <summary>Whether one of the first two lines, the first of which may hold names, begins with the name of a file.</summary>
    private static bool NamesFile(string path)
    {
        using var lines = new CsvLines(DataStream.Open(path), path, ByteText.LongestLine << 8);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        for (var line = 0; line < 2 && lines.Next(); line++)
        {
            var name = Encoding.UTF8.GetString(lines.Line[..Math.Max(0, lines.Line.IndexOfAny(Ends))]).Trim(' ', '\t', '"');
            if (name.Length > 0 && !name.Contains('\0') && File.Exists(Path.Combine(folder, name)))
                return true;
        }

        return false;
    }
}
