using System.Text;

namespace Loschmidt.Site;

/// <summary>Pages of what is no document: texts of the checkout, and folders.</summary>
internal static class Listing
{
    private const long Longest = 256 << 10;

    private static readonly HashSet<string> Texts = new(StringComparer.Ordinal)
    {
        ".cs", ".py", ".yaml", ".yml", ".json", ".sh", ".txt", ".csv", ".cff", ".props", ".csproj", ".ps1", "",
    };

    /// <summary>Whether a file is shown as text rather than copied.</summary>
    public static bool Takes(string path) => Texts.Contains(Path.GetExtension(path)) && new FileInfo(path).Length <= Longest;

    /// <summary>Files of a folder that people wrote, from the root, in order; not those of folders below it.</summary>
    public static IEnumerable<string> FilesOf(string root, string folder) =>
        Directory.EnumerateFiles(Path.Combine(root, folder)).Select(file => $"{folder}/{Path.GetFileName(file)}")
            .Where(file => !Path.GetFileName(file).StartsWith('.')).Order(StringComparer.Ordinal);

    /// <summary>A page that shows a text.</summary>
    public static SitePage OfFile(string root, string file) => new(
        file, file + ".html", file,
        $"<h1 id=\"file\">{Html.Text(file)}</h1>\n<pre tabindex=\"0\"><code>{Html.Text(File.ReadAllText(Path.Combine(root, file)).ReplaceLineEndings("\n"))}</code></pre>\n", []);

    /// <summary>A page that lists a folder.</summary>
    /// <param name="root">The checkout.</param>
    /// <param name="folder">From the root.</param>
    /// <param name="address">Where a file lies in the site.</param>
    /// <param name="title">The title of a document; null for what is none.</param>
    public static SitePage OfFolder(string root, string folder, Func<string, string> address, Func<string, string?> title)
    {
        var (target, body) = (folder + "/index.html", new StringBuilder($"<h1 id=\"folder\">{Html.Text(folder)}</h1>\n<ul>\n"));
        foreach (var file in FilesOf(root, folder))
        {
            var link = SitePage.Relative(target, address(file));
            body.Append($"<li><a href=\"{Html.Attribute(link)}\">{Html.Text(title(file) ?? Path.GetFileName(file))}</a></li>\n");
        }

        return new SitePage(folder, target, folder, body.Append("</ul>\n").ToString(), []);
    }
}
