using System.Buffers;
using System.Text;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>A table with one sample of one channel a line, the class last; read twice: for the names of the classes,
/// and for the numbers.</summary>
internal static class SampleLines
{
    private const char Remark = '#';
    private const int MostClasses = 100_000;

    /// <summary>How a file is read.</summary>
    public static SeriesSource Source(string path, MissingValues missing) => new(
        path, $"a line a sample, missing {missing}", [path],
        (sink, limits) => Read(() => DataStream.Open(path), path, missing, sink, limits));

    /// <summary>The same without classes.</summary>
    public static SeriesSource Unlabelled(string path, MissingValues missing) => new(
        path, $"a line a sample without a class, missing {missing}", [path], (sink, _) =>
        {
            using var reader = new CsvReader(DataStream.Open(path), path, missing: true);
            sink.Begin(1, []);
            var sample = new double[reader.Columns];
            while (reader.Next())
            {
                LongTable.Fill(reader, missing, sample);
                sink.Append(sample);
                sink.End(-1);
            }
        });

    /// <summary>Hands every sample to a sink.</summary>
    /// <param name="open">Opens the file's content from its beginning.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="missing">What becomes of missing numbers.</param>
    /// <param name="sink">Takes the samples.</param>
    /// <param name="limits">What the file may be.</param>
    /// <exception cref="DataException">The file is no such table.</exception>
    public static void Read(
        Func<Stream> open, string name, MissingValues missing, ISeriesSink sink, SeriesLimits limits)
    {
        var classes = Classes(open, name);
        using var text = new ByteText(open(), name);
        var builder = new SampleBuilder(sink, missing, limits)
        {
            Channels = 1,
            Classes = classes,
            Cure = "series of different lengths need a .ts file with '@equalLength false', or a table for each",
        };
        var (ends, isFirst) = (EndsOf(text), true);
        while (text.NextLine(Remark))
        {
            if (isFirst && IsHeader(text, ends))
                text.SkipLine();
            else
                Sample(text, builder, classes, ends);
            isFirst = false;
        }

        if (builder.Samples == 0)
            throw new DataException(text.Here, "there is no sample in it; expected numbers and a class on each line");
    }

    private static void Sample(
        ByteText text, SampleBuilder builder, IReadOnlyList<string> classes, SearchValues<byte> ends)
    {
        while (true)
        {
            var token = text.Token(ends, out var length, out var end);
            if (end is not ('\n' or -1))
            {
                TsReader.Number(text, builder, token);
                text.Skip(length + 1);
                continue;
            }

            if (builder.Step == 0)
                throw new DataException(text.Here, "expected numbers before the class, found the class alone");
            builder.EndChannel(text.Here);
            builder.EndSample(ClassNames.Label(classes, token, text.Here), text.Here);
            text.Skip(length);
            return;
        }
    }

    /// <summary>The last cell of every line but a first one of names.</summary>
    private static string[] Classes(Func<Stream> open, string name)
    {
        using var text = new ByteText(open(), name);
        var (ends, isFirst) = (EndsOf(text), true);
        var classes = new HashSet<string>(StringComparer.Ordinal);
        while (text.NextLine(Remark))
        {
            if (!isFirst || !IsHeader(text, ends))
            {
                var where = text.Here;
                classes.Add(Encoding.Latin1.GetString(Last(text, ends)));
                if (classes.Count > MostClasses)
                    throw new DataException(where, $"more than {MostClasses} classes; is the class the last number?");
            }

            text.SkipLine();
            isFirst = false;
        }

        string[] sorted = [.. classes];
        Array.Sort(sorted, StringComparer.Ordinal);
        return sorted;
    }

    private static ReadOnlySpan<byte> Last(ByteText text, SearchValues<byte> ends)
    {
        while (true)
        {
            var token = text.Token(ends, out var length, out var end);
            if (end is '\n' or -1)
                return token;
            text.Skip(length + 1);
        }
    }

    private static bool IsHeader(ByteText text, SearchValues<byte> ends)
    {
        var token = text.Token(ends, out _, out _);
        return !DecimalText.TryParse(token, out _) && !Missing.Is(token);
    }

    /// <summary>The first line that says something tells which separator it is, where there are several.</summary>
    private static SearchValues<byte> EndsOf(ByteText text) =>
        !text.NextLine(Remark) ? Commas
        : text.Token(All, out _, out var end).IsEmpty || end is not (';' or '\t') ? Commas
        : end == ';' ? Semicolons : Tabs;

    private static readonly SearchValues<byte> All = SearchValues.Create(",;\t\n"u8);
    private static readonly SearchValues<byte> Commas = SearchValues.Create(",\n"u8);
    private static readonly SearchValues<byte> Semicolons = SearchValues.Create(";\n"u8);
    private static readonly SearchValues<byte> Tabs = SearchValues.Create("\t\n"u8);
}
