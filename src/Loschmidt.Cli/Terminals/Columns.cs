namespace Loschmidt.Cli.Terminals;

/// <summary>Rows of words in columns, the first to the left, figures to the right.</summary>
internal static class Columns
{
    public static void Write(TextWriter writer, IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows.Max(row => row.Length))
            .Select(column => rows.Max(row => column < row.Length ? row[column].Length : 0)).ToArray();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]));
            writer.WriteLine("  " + string.Join("  ", cells).TrimEnd());
        }
    }
}
