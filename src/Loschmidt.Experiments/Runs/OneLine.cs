using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Runs;

/// <summary>Text from files and names of files, fit for one line of a terminal.</summary>
internal static class OneLine
{
    private const int Longest = 300;

    /// <summary>The text with question marks for what would move the cursor, and cut where it is very long.</summary>
    public static string Of(string text)
    {
        var first = text.AsSpan().TrimEnd("\r\n").ToString();
        return ScalarNode.Printable(first.Length > Longest ? first[..Longest] + "..." : first);
    }
}
