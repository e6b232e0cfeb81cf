using System.Globalization;
using System.Text;
using Loschmidt.Experiments.Figures;

namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>Writes HTML that is well-formed XML too: whatever text it is given stays text, and every tag is closed.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _text = new();
    private int _figures;

    /// <summary>Opens an element; disposing what is returned closes it.</summary>
    /// <param name="tag">A constant of the program.</param>
    /// <param name="attributes">Names, which are constants, and their texts.</param>
    public Open In(string tag, params ReadOnlySpan<(string Name, string Text)> attributes)
    {
        Begin(tag, attributes);
        _text.Append('>');
        return new Open(this, tag);
    }

    /// <summary>Text between tags.</summary>
    public HtmlWriter Text(string text)
    {
        _text.Append(XmlText.Escape(text));
        return this;
    }

    /// <summary>An element with nothing but text in it.</summary>
    public HtmlWriter Element(string tag, string text, params ReadOnlySpan<(string Name, string Text)> attributes)
    {
        using (In(tag, attributes))
        {
            Text(text);
        }

        return this;
    }

    /// <summary>An element that has no content, such as <c>img</c>.</summary>
    public HtmlWriter Void(string tag, params ReadOnlySpan<(string Name, string Text)> attributes)
    {
        Begin(tag, attributes);
        _text.Append("/>");
        return this;
    }

    /// <summary>A metric as people read it; programs find its name and all its digits in the attributes.</summary>
    public HtmlWriter Metric(string name, double value) => double.IsFinite(value)
        ? Element(
            "data", Units.Metric(name, value), ("class", name), ("value", value.ToString("R", CultureInfo.InvariantCulture)))
        : Text("–");

    /// <summary>A paragraph.</summary>
    public HtmlWriter Paragraph(string text) => Element("p", text);

    /// <summary>A figure, drawn into the page.</summary>
    public HtmlWriter Picture(Figure figure)
    {
        using (In("figure", ("class", figure is LineChart ? "chart" : "map")))
        {
            _text.Append(figure.ToSvg($"-{++_figures}"));
        }

        return this;
    }

    /// <summary>A table; cells are written by the caller.</summary>
    /// <param name="columns">Headings.</param>
    /// <param name="rows">For every row, what writes each of its cells.</param>
    public HtmlWriter Table(IEnumerable<string> columns, IEnumerable<IEnumerable<Action<HtmlWriter>>> rows)
    {
        using (In("div", ("class", "scroll")))
        using (In("table"))
        {
            using (In("thead"))
            using (In("tr"))
            {
                foreach (var column in columns)
                {
                    Element("th", column, ("scope", "col"));
                }
            }

            using (In("tbody"))
            {
                foreach (var row in rows)
                {
                    using (In("tr"))
                    {
                        foreach (var cell in row)
                        {
                            using (In("td"))
                            {
                                cell(this);
                            }
                        }
                    }
                }
            }
        }

        return this;
    }

    /// <summary>A program's own text in an element whose content browsers take as it is: a script, a style.</summary>
    /// <param name="tag"><c>script</c> or <c>style</c>.</param>
    /// <param name="constant">A constant without markup.</param>
    public HtmlWriter Verbatim(string tag, string constant)
    {
        if (constant.AsSpan().ContainsAny('<', '&'))
        {
            throw new ArgumentException("holds markup, which means one thing in HTML and another in XML", nameof(constant));
        }

        _text.Append($"<{tag}>").Append(constant).Append($"</{tag}>\n");
        return this;
    }

    /// <summary>What was written.</summary>
    public override string ToString() => _text.ToString();

    private void Begin(string tag, ReadOnlySpan<(string Name, string Text)> attributes)
    {
        if (tag is not ("data" or "b" or "code" or "td" or "th" or "span" or "a"))
        {
            _text.Append('\n');
        }

        _text.Append('<').Append(tag);
        foreach (var (name, text) in attributes)
        {
            _text.Append(' ').Append(name).Append("=\"").Append(XmlText.Escape(text)).Append('"');
        }
    }

    /// <summary>An element that is still open.</summary>
    public readonly ref struct Open(HtmlWriter writer, string tag)
    {
        /// <summary>Closes it.</summary>
        public void Dispose() => writer._text.Append($"</{tag}>");
    }
}
