using System.Text;

namespace Loschmidt.Site;

/// <summary>Letters that mean something to a browser, written so that they do not.</summary>
internal static class Html
{
    /// <summary>Text between tags.</summary>
    public static string Text(string text) =>
        new StringBuilder(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").ToString();

    /// <summary>Text between double quotes.</summary>
    public static string Attribute(string text) => Text(text).Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>An anchor made of words, as those of headings are.</summary>
    public static string Anchor(string words) => string.Concat(words.ToLowerInvariant()
        .Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '.').Select(c => c == ' ' ? '-' : c));

    /// <summary>A heading with its anchor.</summary>
    public static string Heading(SiteHeading heading) =>
        $"<h{heading.Level} id=\"{Attribute(heading.Anchor)}\">{Text(heading.Text)}</h{heading.Level}>\n";

    /// <summary>A table in a frame that scrolls sideways.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="columns">Headings.</param>
    /// <param name="rows">Cells as HTML; the first one of a row is its heading.</param>
    public static string Table(string caption, IEnumerable<string> columns, IEnumerable<string[]> rows)
    {
        var table = new StringBuilder(
            $"<div class=\"wide\" role=\"region\" aria-label=\"{Attribute(caption)}\" tabindex=\"0\"><table>\n<caption>{Text(caption)}</caption>\n<thead><tr>");
        foreach (var column in columns)
            table.Append($"<th scope=\"col\">{Text(column)}</th>");
        table.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
            table.Append($"<tr><th scope=\"row\">{row[0]}</th>{string.Concat(row.Skip(1).Select(cell => $"<td>{cell}</td>"))}</tr>\n");
        return table.Append("</tbody></table></div>\n").ToString();
    }
}
