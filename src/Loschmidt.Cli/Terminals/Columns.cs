namespace Loschmidt.Cli.Terminals;

/// <summary>Rows of words under headings, aligned; it takes no time to start, unlike a drawn table.</summary>
internal sealed class Columns(params string[] headings)
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [headings];

    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes the rows; columns named are set to the right, as numbers are.</summary>
    public void WriteTo(TextWriter writer, params ReadOnlySpan<int> right)
    {
        var widths = new int[headings.Length];
        foreach (var row in _rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                widths[i] = Math.Max(widths[i], row[i].Length);
            }
        }

        foreach (var row in _rows)
        {
            var line = new System.Text.StringBuilder();
            for (var i = 0; i < row.Length; i++)
            {
                line.Append(i == 0 ? "" : Gap).Append(right.Contains(i) ? row[i].PadLeft(widths[i]) : row[i].PadRight(widths[i]));
            }

            writer.WriteLine(line.ToString().TrimEnd());
        }
    }
}
