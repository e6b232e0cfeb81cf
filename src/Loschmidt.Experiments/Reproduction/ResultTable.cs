using System.Text;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>A table of results that is the same text whenever the same numbers are put into it.</summary>
/// <remarks>Nothing that differs between two runs of one build belongs here: no times, paths, dates.</remarks>
/// <param name="name">File name without ending.</param>
/// <param name="title">Heading.</param>
/// <param name="columns">Columns.</param>
internal sealed class ResultTable(string name, string title, params IReadOnlyList<Column> columns)
{
    private readonly List<string[]> _rows = [];

    /// <summary>File name without ending.</summary>
    public string Name => name;

    /// <summary>Heading.</summary>
    public string Title => title;

    /// <summary>Headings of the columns.</summary>
    public IEnumerable<string> Headings => columns.Select(column => column.Heading);

    /// <summary>Rows of formatted cells.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => _rows;

    /// <summary>Appends a row.</summary>
    /// <param name="cells">One a column: text, whole numbers, doubles.</param>
    /// <exception cref="ArgumentException">There are more or fewer cells than columns.</exception>
    public void Add(params IReadOnlyList<object> cells)
    {
        if (cells.Count != columns.Count)
            throw new ArgumentException($"{cells.Count} cells for {columns.Count} columns of '{title}'", nameof(cells));
        _rows.Add([.. cells.Select((cell, i) => columns[i].Text(cell))]);
    }

    /// <summary>The table as comma-separated values (RFC 4180, lines end in LF).</summary>
    public string ToCsv()
    {
        var text = new StringBuilder();
        foreach (var row in _rows.Prepend([.. Headings]))
        {
            text.AppendJoin(',', row.Select(Quoted)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The table in Markdown, with its heading.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("## ").Append(title).Append("\n\n");
        Line(text, Headings);
        Line(text, columns.Select(_ => "---"));
        foreach (var row in _rows)
        {
            Line(text, row);
        }

        return text.ToString();
    }

    /// <summary>A row of a Markdown table.</summary>
    public static void Line(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|"))).Append(" |\n");

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"\n") ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
}
