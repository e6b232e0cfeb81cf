using System.Text;

namespace Loschmidt.Benchmarks;

/// <summary>A table that reads well both raw and rendered.</summary>
internal sealed class MarkdownTable(params string[] headers)
{
    private readonly List<string[]> _rows = [headers];

    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>The table, columns aligned, numbers to the right.</summary>
    public override string ToString()
    {
        var widths = new int[_rows[0].Length];
        foreach (var row in _rows)
        {
            for (var i = 0; i < widths.Length; i++)
            {
                widths[i] = Math.Max(widths[i], row[i].Length);
            }
        }

        var text = new StringBuilder();
        for (var r = 0; r < _rows.Count; r++)
        {
            for (var i = 0; i < widths.Length; i++)
            {
                var cell = i == 0 ? _rows[r][i].PadRight(widths[i]) : _rows[r][i].PadLeft(widths[i]);
                text.Append("| ").Append(cell).Append(' ');
            }

            text.AppendLine("|");
            if (r == 0)
            {
                for (var i = 0; i < widths.Length; i++)
                {
                    text.Append('|').Append('-', widths[i] + 1).Append(i == 0 ? '-' : ':');
                }

                text.AppendLine("|");
            }
        }

        return text.ToString();
    }
}
