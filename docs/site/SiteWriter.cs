using System.Text;

namespace Loschmidt.Site;

/// <summary>Writes a site: equal documents give equal bytes.</summary>
internal static class SiteWriter
{
    /// <summary>The file by which a folder is known to be a site.</summary>
    public const string Mark = "site.css";

    /// <summary>Replaces the folder by the site.</summary>
    public static void Write(SiteTree site, string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        foreach (var page in site.Pages)
            Save(folder, page.Target, Layout(site, page));
        foreach (var file in site.Copies)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.Copy(Path.Combine(site.Root, file), Path.Combine(folder, file));
        }

        Save(folder, Mark, Resource("site.css"));
        Save(folder, "filter.js", Resource("filter.js"));
    }

    private static string Layout(SiteTree site, SitePage page) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Html.Text(page.Title == "Loschmidt" ? page.Title : page.Title + " · Loschmidt")}</title>
        <link rel="stylesheet" href="{page.To(Mark)}">
        {(page.Target == HeadingsPage.Target ? $"<script src=\"{page.To("filter.js")}\" defer></script>\n" : "")}</head>
        <body>
        <a class="skip" href="#content">Skip to the text</a>
        <header><a href="{page.To("index.html")}">Loschmidt</a> <a class="jump" href="#pages">All pages</a></header>
        <main id="content" tabindex="-1">
        {page.Body}</main>
        <nav id="pages" aria-label="All pages">
        {Navigation(site, page)}</nav>
        {OnThisPage(page)}</body>
        </html>

        """.ReplaceLineEndings("\n");

    private static string Navigation(SiteTree site, SitePage page)
    {
        var groups = new StringBuilder();
        foreach (var group in site.Navigation)
        {
            var open = group.Entries.Any(entry => entry.Target == page.Target) || page.Target is "index.html" or "docs/index.html" && group == site.Navigation[0];
            groups.Append($"<details{(open ? " open" : "")}><summary>{Html.Text(group.Title)}</summary>\n<ul>\n");
            foreach (var entry in group.Entries)
            {
                var here = entry.Target == page.Target ? " aria-current=\"page\"" : "";
                groups.Append($"<li><a href=\"{Html.Attribute(page.To(entry.Target))}\"{here}>{Html.Text(entry.Title)}</a></li>\n");
            }

            groups.Append("</ul></details>\n");
        }

        return groups.ToString();
    }

    private static string OnThisPage(SitePage page)
    {
        var parts = page.Headings.Where(heading => heading.Level == 2).ToArray();
        if (parts.Length < 3)
            return "";
        var list = new StringBuilder("<aside aria-label=\"On this page\"><p>On this page</p>\n<ul>\n");
        foreach (var part in parts)
            list.Append($"<li><a href=\"#{Html.Attribute(part.Anchor)}\">{Html.Text(part.Text)}</a></li>\n");
        return list.Append("</ul></aside>\n").ToString();
    }

    private static void Save(string folder, string target, string text)
    {
        var path = Path.Combine(folder, target);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(SiteWriter).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
