using System.Security.Cryptography;
using System.Text;

namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>A page that stands alone: style and script inside, nothing fetched, and nothing but that script may run.</summary>
internal static class Page
{
    /// <summary>Id of the section that holds what depends on the computer and on clocks; all the rest is the same for equal runs.</summary>
    public const string Environment = "environment";

    /// <summary>Pictures that a page may show which does not stand alone: files beside it, on disk or from the same server.</summary>
    public const string ImagesBeside = "'self' file: data:";

    /// <summary>A whole document.</summary>
    /// <param name="title">Its title, any text.</param>
    /// <param name="body">Writes what is in it.</param>
    /// <param name="images">Where its pictures may come from: out of itself, or <see cref="ImagesBeside"/>.</param>
    public static string Write(string title, Action<HtmlWriter> body, string images = "data:")
    {
        var html = new HtmlWriter();
        using (html.In("html", ("xmlns", "http://www.w3.org/1999/xhtml"), ("lang", "en")))
        {
            using (html.In("head"))
            {
                html.Void("meta", ("charset", "utf-8"))
                    .Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy(images)))
                    .Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"))
                    .Void("meta", ("name", "color-scheme"), ("content", "light dark"))
                    .Element("title", title)
                    .Verbatim("style", PageStyle.Text);
            }

            using (html.In("body"))
            {
                body(html);
                html.Verbatim("script", PlayerScript.Text);
            }
        }

        return "<!DOCTYPE html>" + html + "\n";
    }

    /// <summary>A section with its heading.</summary>
    public static void Section(HtmlWriter html, string id, string heading, Action<HtmlWriter> content)
    {
        using (html.In("section", ("id", id)))
        {
            html.Element("h2", heading);
            content(html);
        }
    }

    /// <summary>Names and what they are.</summary>
    public static void Facts(HtmlWriter html, IEnumerable<(string Name, Action<HtmlWriter> Text)> facts)
    {
        using (html.In("dl"))
        {
            foreach (var (name, text) in facts)
            {
                html.Element("dt", name);
                using (html.In("dd"))
                {
                    text(html);
                }
            }
        }
    }

    /// <summary>A cell, or a fact, of text.</summary>
    public static Action<HtmlWriter> Cell(string text) => html => html.Text(text);

    /// <summary>A cell of code.</summary>
    public static Action<HtmlWriter> Code(string text) => html => html.Element("code", text);

    /// <summary>A cell with a metric; a dash where there is none.</summary>
    public static Action<HtmlWriter> Figure(string name, double? value) => html => html.Metric(name, value ?? double.NaN);

    // Names, descriptions and errors come from files: should one ever slip through as markup, it still does not run.
    private static string Policy(string images) =>
        $"default-src 'none'; img-src {images}; style-src '{Hash(PageStyle.Text)}'; script-src '{Hash(PlayerScript.Text)}'";

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
