namespace Loschmidt.Site;

/// <summary>A page of the site.</summary>
/// <param name="Source">Path of its document from the root, with slashes; of a page that has none, where it would lie.</param>
/// <param name="Target">Path of the page from the root of the site.</param>
/// <param name="Title">Its first heading.</param>
/// <param name="Body">HTML of the content.</param>
/// <param name="Headings">All of them, in order.</param>
internal sealed record SitePage(string Source, string Target, string Title, string Body, IReadOnlyList<SiteHeading> Headings)
{
    /// <summary>Relative address of another file of the site, seen from this page.</summary>
    /// <param name="target">Path from the root of the site.</param>
    public string To(string target) => Relative(Target, target);

    /// <summary>The way from one file to another, both given from the same root, as links write it.</summary>
    public static string Relative(string from, string to)
    {
        var up = from.Split('/')[..^1];
        var down = to.Split('/');
        var common = 0;
        while (common < up.Length && common < down.Length - 1 && up[common] == down[common])
            common++;
        return string.Concat(Enumerable.Repeat("../", up.Length - common)) + string.Join('/', down[common..]);
    }
}

/// <summary>A heading with its anchor.</summary>
internal sealed record SiteHeading(int Level, string Text, string Anchor);
