namespace Loschmidt.Site;

/// <summary>Where a file of the checkout lies in the site: in the same place, so that relative links keep their shape.</summary>
internal static class SiteAddress
{
    /// <summary>README.md is the index of its folder, other documents are pages beside it, everything else keeps its name.</summary>
    public static string Of(string source) =>
        Path.GetFileName(source) == "README.md" ? source[..^"README.md".Length] + "index.html"
        : source.EndsWith(".md", StringComparison.Ordinal) ? source[..^".md".Length] + ".html"
        : source;
}
