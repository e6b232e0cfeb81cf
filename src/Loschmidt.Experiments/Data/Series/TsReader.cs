using System.Buffers;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>Reads <c>.ts</c> files of the UEA archive number by number: channels divided by colons, numbers by commas,
/// the class last.</summary>
/// <remarks>A. Bagnall et al., "The UEA multivariate time series classification archive, 2018",
/// arXiv:1811.00075.</remarks>
internal static class TsReader
{
    /// <summary>What a line begins with that is for people only.</summary>
    public const char Remark = '#';

    private static readonly SearchValues<byte> Ends = SearchValues.Create(",:\n"u8);

    /// <summary>Hands every sample to a sink.</summary>
    /// <param name="content">The file's content; closed.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="missing">What becomes of missing numbers.</param>
    /// <param name="sink">Takes the samples.</param>
    /// <param name="limits">What the file may be.</param>
    /// <exception cref="DataException">The file is not what it declares to be; names line and column.</exception>
    public static void Read(
        Stream content, string name, MissingValues missing, ISeriesSink sink, SeriesLimits? limits = null)
    {
        limits ??= SeriesLimits.Default;
        using var text = new ByteText(content, name);
        var header = TsHeader.Read(text, limits);
        var builder = new SampleBuilder(sink, missing, limits)
        {
            Channels = header.Channels,
            Steps = header.IsEqual ? header.Steps : null,
            MayDiffer = !header.IsEqual,
            Classes = header.Classes ?? [],
            Cure = "write '@equalLength false' into the header where lengths differ",
        };
        while (text.NextLine(Remark))
        {
            Sample(text, builder, header.Classes);
        }

        if (builder.Samples == 0)
            throw new DataException(text.Here, "the file ends here; expected samples after '@data'");
    }

    private static void Sample(ByteText text, SampleBuilder builder, IReadOnlyList<string>? classes)
    {
        while (true)
        {
            var token = text.Token(Ends, out var length, out var end);
            var last = end is '\n' or -1;
            if (last && classes is not null)
            {
                End(text, builder, token, classes);
                text.Skip(length);
                return;
            }

            Number(text, builder, token);
            text.Skip(length);
            if (end == ',')
            {
                text.Skip(1);
                continue;
            }

            builder.EndChannel(text.Here);
            if (last)
            {
                builder.EndSample(-1, text.Here);
                return;
            }

            text.Skip(1);
        }
    }

    /// <summary>A number, or what stands for one that is missing.</summary>
    internal static void Number(ByteText text, SampleBuilder builder, ReadOnlySpan<byte> token)
    {
        if (DecimalText.TryParse(token, out var number))
            builder.Add(number, text);
        else if (Missing.Is(token))
            builder.AddMissing(text);
        else
        {
            throw new DataException(
                text.Here, $"expected a finite number such as 0.5 or 1e-3, found {ByteText.Shown(token)}"
                    + (token.IsEmpty ? $"; where a number is missing write ?, and {Missing.Cure}" : ""));
        }
    }

    private static void End(
        ByteText text, SampleBuilder builder, ReadOnlySpan<byte> token, IReadOnlyList<string> classes)
    {
        if (builder.Step > 0 || builder.Channel == 0)
            throw new DataException(text.Here, "the line ends here; expected ':' and the class after the last channel");
        builder.EndSample(ClassNames.Label(classes, token, text.Here), text.Here);
    }
}
