using System.Text;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>What the lines before <c>@data</c> of an <c>.arff</c> file declare.</summary>
internal sealed class ArffHeader
{
    private bool _inside; // a relation within the relation

    /// <summary>Whether channels stand in one quoted text, a line of it each; numbers of the only channel stand in
    /// the open otherwise.</summary>
    public bool IsRelational { get; private set; }

    /// <summary>Numbers of a channel.</summary>
    public int Steps { get; private set; }

    /// <summary>Names of the classes in ordinal order; null where samples have no label.</summary>
    public IReadOnlyList<string>? Classes { get; private set; }

    /// <summary>Reads to the line behind <c>@data</c>.</summary>
    /// <exception cref="DataException">There is none, or a line says what cannot be.</exception>
    public static ArffHeader Read(ByteText text, SeriesLimits limits)
    {
        var header = new ArffHeader();
        while (text.NextLine(ArffReader.Remark))
        {
            var where = text.Here;
            if (text.Peek() != '@')
                throw new DataException(where, "expected a line that begins with '@' or '%' before '@data'; is it an .arff file?");
            if (header.Take(text.TakeLine(), where, limits))
                return header;
        }

        throw new DataException(text.Here, "the file ends here; expected '@data' and samples behind it");
    }

    /// <summary>Takes a line.</summary>
    /// <returns>Whether data follow.</returns>
    private bool Take(string line, SourcePosition where, SeriesLimits limits)
    {
        var word = line.Split(' ', '\t')[0].ToLowerInvariant();
        var rest = line[word.Length..].Trim();
        switch (word)
        {
            case "@relation":
                return false;
            case "@end":
                _inside = false;
                return false;
            case "@attribute":
                Attribute(Behind(rest, where), where, limits);
                return false;
            case "@data" when Steps == 0:
                throw new DataException(where, "expected at least one numeric attribute before '@data'");
            case "@data":
                return true;
            default:
                throw new DataException(
                    where, $"expected @relation, @attribute, @end or @data, found {ScalarNode.Printable(word)}");
        }
    }

    private void Attribute(string type, SourcePosition where, SeriesLimits limits)
    {
        if (Classes is not null)
            throw new DataException(where, "the class is to be the last attribute");
        switch (type.ToLowerInvariant())
        {
            case "relational" when !IsRelational && Steps == 0:
                (IsRelational, _inside) = (true, true);
                break;
            case "numeric" or "real" or "integer" when _inside == IsRelational:
                if (Steps == limits.SampleNumbers)
                    throw new DataException(where, $"more than {limits.SampleNumbers} attributes");
                Steps++;
                break;
            case ['{', .., '}'] when !_inside:
                Classes = ClassNames.Sorted(Names(type[1..^1]), where);
                break;
            default:
                throw new DataException(
                    where,
                    "expected an attribute of the type numeric, relational (the first one) or {class, ...} (the last "
                    + $"one), found {ScalarNode.Printable(type.Length > 40 ? type[..40] : type)}");
        }
    }

    /// <summary>What stands behind the name of an attribute.</summary>
    private static string Behind(string text, SourcePosition where)
    {
        var end = text.Length > 0 && text[0] is '\'' or '"'
            ? text.IndexOf(text[0], 1) + 1
            : text.AsSpan().IndexOfAny(' ', '\t');
        return end > 0
            ? text[end..].Trim()
            : throw new DataException(where, "expected a name and a type after @attribute");
    }

    private static string[] Names(string list)
    {
        var names = list.Split(',');
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = Encoding.Latin1.GetString(Bare(Encoding.Latin1.GetBytes(names[i].Trim())));
        }

        return names;
    }

    /// <summary>A name without the quotes around it.</summary>
    public static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> name) =>
        name.Length >= 2 && name[0] is (byte)'\'' or (byte)'"' && name[^1] == name[0] ? name[1..^1] : name;
}
