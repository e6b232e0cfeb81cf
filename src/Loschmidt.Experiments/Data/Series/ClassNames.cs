using System.Text;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>The names of classes: label l is the l-th name in ordinal order, whatever the order in a file.</summary>
internal static class ClassNames
{
    private const int Shown = 20;

    /// <summary>Brings the names of a header into order.</summary>
    /// <exception cref="DataException">There is none, or one twice.</exception>
    public static string[] Sorted(ReadOnlySpan<string> names, SourcePosition where)
    {
        string[] sorted = [.. names];
        Array.Sort(sorted, StringComparer.Ordinal);
        if (sorted.Length == 0)
            throw new DataException(where, "expected the names of the classes");
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] == sorted[i - 1])
                throw new DataException(where, $"the class {ScalarNode.Printable(sorted[i])} is named twice");
        }

        return sorted;
    }

    /// <summary>The label of a name.</summary>
    /// <exception cref="DataException">There is no such class.</exception>
    public static int Label(IReadOnlyList<string> classes, ReadOnlySpan<byte> name, SourcePosition where)
    {
        var text = Encoding.Latin1.GetString(name);
        var label = Array.BinarySearch((string[])classes, text, StringComparer.Ordinal);
        return label >= 0
            ? label
            : throw new DataException(
                where, $"expected one of the classes {List(classes)}, found {ByteText.Shown(name)}");
    }

    /// <summary>The names, or the first of them.</summary>
    public static string List(IReadOnlyList<string> classes) =>
        string.Join(", ", classes.Take(Shown).Select(ScalarNode.Printable)) + (classes.Count > Shown ? ", ..." : "");
}
