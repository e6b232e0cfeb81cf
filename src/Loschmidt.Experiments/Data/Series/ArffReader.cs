using System.Buffers;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>Reads <c>.arff</c> files of the archives number by number: one channel in the open, or several in one
/// quoted text divided by <c>\n</c>; the class last.</summary>
internal static class ArffReader
{
    /// <summary>What a line begins with that is for people only.</summary>
    public const char Remark = '%';

    private static readonly SearchValues<byte> Open = SearchValues.Create(",\n"u8);
    private static readonly SearchValues<byte> Quoted = SearchValues.Create(",\n\\'\""u8);

    /// <summary>Hands every sample to a sink.</summary>
    /// <inheritdoc cref="TsReader.Read"/>
    public static void Read(
        Stream content, string name, MissingValues missing, ISeriesSink sink, SeriesLimits? limits = null)
    {
        limits ??= SeriesLimits.Default;
        using var text = new ByteText(content, name);
        var header = ArffHeader.Read(text, limits);
        var builder = new SampleBuilder(sink, missing, limits)
        {
            Channels = header.IsRelational ? null : 1,
            Steps = header.Steps,
            Classes = header.Classes ?? [],
            Cure = "every channel has one number for each numeric attribute, '?' where it is shorter",
        };
        while (text.NextLine(Remark))
        {
            if (header.IsRelational)
                Relational(text, builder);
            else
                Flat(text, builder, header);
            End(text, builder, header.Classes);
        }

        if (builder.Samples == 0)
            throw new DataException(text.Here, "the file ends here; expected samples after '@data'");
    }

    private static void Flat(ByteText text, SampleBuilder builder, ArffHeader header)
    {
        for (var step = 0; step < header.Steps; step++)
        {
            if (step > 0)
                Comma(text, $"{header.Steps} numbers");
            TsReader.Number(text, builder, text.Token(Open, out var length, out _));
            text.Skip(length);
        }

        builder.EndChannel(text.Here);
    }

    private static void Relational(ByteText text, SampleBuilder builder)
    {
        var quote = text.Peek();
        if (quote is not ('\'' or '"'))
            throw new DataException(text.Here, "expected a quote and the channels behind it");
        text.Skip(1);
        while (true)
        {
            var token = text.Token(Quoted, out var length, out var end);
            TsReader.Number(text, builder, token);
            text.Skip(length);
            if (end == ',')
            {
                text.Skip(1);
                continue;
            }

            builder.EndChannel(text.Here);
            if (end is '\n' or -1 || (end != '\\' && end != quote))
                throw new DataException(text.Here, $"expected ',', '\\n' or the closing {(char)quote}");
            text.Skip(1);
            if (end == quote)
                return;
            if (text.Peek() != 'n')
                throw new DataException(text.Here, "expected 'n' after the backslash");
            text.Skip(1);
        }
    }

    private static void End(ByteText text, SampleBuilder builder, IReadOnlyList<string>? classes)
    {
        var label = -1;
        if (classes is not null)
        {
            Comma(text, "the class");
            var where = text.Here;
            label = ClassNames.Label(classes, ArffHeader.Bare(text.Token(Open, out var length, out _)), where);
            text.Skip(length);
        }

        text.SkipBlanks();
        if (text.Peek() is not (-1 or '\n'))
            throw new DataException(text.Here, "expected the end of the line");
        builder.EndSample(label, text.Here);
    }

    private static void Comma(ByteText text, string what)
    {
        text.SkipBlanks();
        if (text.Peek() != ',')
            throw new DataException(text.Here, $"expected ',' and {what}");
        text.Skip(1);
    }
}
