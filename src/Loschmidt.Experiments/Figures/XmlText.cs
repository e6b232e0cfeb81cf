using System.Text;

namespace Loschmidt.Experiments.Figures;

/// <summary>Text as XML and HTML may hold it.</summary>
internal static class XmlText
{
    /// <summary>The text between tags or within double quotes; what XML has no place for becomes U+FFFD.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes()) // half a pair of surrogates comes out as U+FFFD
        {
            switch (rune.Value)
            {
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '"':
                    escaped.Append("&quot;");
                    break;
                case '\r' or (< ' ' and not ('\t' or '\n')) or (>= 0x7F and < 0xA0) or 0xFFFE or 0xFFFF:
                    escaped.Append('\uFFFD');
                    break;
                default:
                    escaped.Append(rune);
                    break;
            }
        }

        return escaped.ToString();
    }
}
