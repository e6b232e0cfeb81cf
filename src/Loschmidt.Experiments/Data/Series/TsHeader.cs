using System.Globalization;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>What the lines before <c>@data</c> of a <c>.ts</c> file declare.</summary>
internal sealed class TsHeader
{
    /// <summary>Numbers a step; null where it is not declared.</summary>
    public int? Channels { get; private set; }

    /// <summary>Length of every series; null where it is not declared.</summary>
    public int? Steps { get; private set; }

    /// <summary>Whether all series are of one length, as they are unless the header says otherwise.</summary>
    public bool IsEqual { get; private set; } = true;

    /// <summary>Names of the classes in ordinal order; null where samples have no label.</summary>
    public IReadOnlyList<string>? Classes { get; private set; }

    /// <summary>Reads to the line behind <c>@data</c>.</summary>
    /// <exception cref="DataException">There is none, or a line says what cannot be.</exception>
    public static TsHeader Read(ByteText text, SeriesLimits limits)
    {
        var header = new TsHeader();
        while (text.NextLine(TsReader.Remark))
        {
            var where = text.Here;
            if (text.Peek() != '@')
                throw new DataException(where, "expected a line that begins with '@' or '#' before '@data'; is it a .ts file?");
            var words = text.TakeLine().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words[0].Equals("@data", StringComparison.OrdinalIgnoreCase))
                return header;
            header.Take(words, where, limits);
        }

        throw new DataException(text.Here, "the file ends here; expected '@data' and samples behind it");
    }

    private void Take(string[] words, SourcePosition where, SeriesLimits limits)
    {
        switch (words[0].ToLowerInvariant())
        {
            case "@timestamps" when Flag(words, where):
                throw new DataException(
                    where, "series with time stamps are not read; write the values alone and '@timeStamps false'");
            case "@targetlabel" when Flag(words, where):
                throw new DataException(
                    where, "series with numbers for labels are not read; use a file with '@classLabel'");
            case "@univariate" when Flag(words, where):
                Channels ??= 1;
                break;
            case "@dimension" or "@dimensions":
                Channels = Number(words, where, limits.Channels);
                break;
            case "@equallength":
                IsEqual = Flag(words, where);
                break;
            case "@serieslength":
                Steps = Number(words, where, limits.SampleNumbers);
                break;
            case "@classlabel" when Flag(words, where):
                Classes = ClassNames.Sorted(words.AsSpan(2), where);
                break;
            default: // names and remarks of the archive
                break;
        }
    }

    private static bool Flag(string[] words, SourcePosition where) =>
        words.Length > 1 && bool.TryParse(words[1], out var flag)
            ? flag
            : throw new DataException(where, $"expected 'true' or 'false' after {ScalarNode.Printable(words[0])}");

    private static int Number(string[] words, SourcePosition where, int most) =>
        words.Length > 1 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= most
            ? number
            : throw new DataException(
                where, $"expected a whole number from 1 to {most} after {ScalarNode.Printable(words[0])}");
}
