using Markdig.Syntax.Inlines;

namespace Loschmidt.Site;

/// <summary>All documents of a checkout, what they link to, and what is wrong with them.</summary>
/// <remarks>
/// README.md and docs/**/*.md are read, and whatever files they link to become part of the site: other documents as pages, texts as listings, folders as
/// lists, pictures as they are.
/// </remarks>
internal sealed class SiteTree
{
    /// <summary>The document that the navigation is made of.</summary>
    public const string Contents = "docs/README.md";

    private readonly string _root;
    private readonly Dictionary<string, MarkdownDocument> _documents = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _folders = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _listings = new(StringComparer.Ordinal);
    private readonly Queue<string> _unread = new();
    private readonly Dictionary<string, HashSet<string>> _leadsTo = new(StringComparer.Ordinal);
    private readonly List<(string File, int Line, string Target, string Anchor)> _anchors = [];
    private readonly Dictionary<LinkInline, string> _targets = [];
    private readonly List<SiteProblem> _problems = [];
    private readonly List<SitePage> _pages = [];

    private SiteTree(string root) => _root = root;

    /// <summary>What is wrong, by file and line.</summary>
    public IReadOnlyList<SiteProblem> Problems => _problems;

    /// <summary>The pages, by their addresses.</summary>
    public IReadOnlyList<SitePage> Pages => _pages;

    /// <summary>Files that are copied, from the root of the checkout.</summary>
    public SortedSet<string> Copies { get; } = new(StringComparer.Ordinal);

    /// <summary>Links that leave the checkout, with file and line.</summary>
    public List<string> External { get; } = [];

    /// <summary>Links and pictures that were checked.</summary>
    public int Links { get; private set; }

    /// <summary>Groups of the navigation.</summary>
    public IReadOnlyList<NavigationGroup> Navigation { get; private set; } = [];

    /// <summary>The root of the checkout.</summary>
    public string Root => _root;

    /// <summary>Reads and checks everything.</summary>
    /// <param name="root">A checkout with <see cref="Contents"/>.</param>
    public static SiteTree Read(string root)
    {
        var tree = new SiteTree(root);
        tree.Enter("README.md");
        foreach (var file in Directory.GetFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            tree.Enter(Path.GetRelativePath(root, file).Replace('\\', '/'));
        while (tree._unread.TryDequeue(out var source))
            tree.ReadDocument(source);
        tree.CheckAnchors();
        tree.CheckReach();
        tree._problems.Sort((a, b) => (a.File, a.Line, a.Message).CompareTo((b.File, b.Line, b.Message)));
        tree.MakePages();
        return tree;
    }

    private void Enter(string source)
    {
        if (_documents.ContainsKey(source) || !File.Exists(Path.Combine(_root, source)))
            return;
        _documents[source] = new MarkdownDocument(source, File.ReadAllText(Path.Combine(_root, source)));
        _unread.Enqueue(source);
    }

    private void ReadDocument(string source)
    {
        var document = _documents[source];
        _problems.AddRange(document.HeadingProblems());
        var leads = _leadsTo[source] = new HashSet<string>(StringComparer.Ordinal);
        foreach (var link in document.Links)
            Follow(document, link, leads);
        External.AddRange(document.BareLinks.Select(link => $"{source}:{link.Line + 1}: {link.Url}"));
    }

    /// <summary>Checks one link, notes where it leads, and turns its address into that of the page.</summary>
    private void Follow(MarkdownDocument document, LinkInline link, HashSet<string> leads)
    {
        var (address, line) = (link.Url ?? "", link.Line + 1);
        if (address.Contains("://", StringComparison.Ordinal) || address.StartsWith("mailto:", StringComparison.Ordinal))
        {
            External.Add($"{document.Source}:{line}: {address}");
            return;
        }

        Links++;
        if (link.IsImage && MarkdownDocument.Words(link).Trim().Length == 0)
            _problems.Add(new SiteProblem(document.Source, line, $"the picture {address} says nothing to those who cannot see it; write ![what it shows]({address})"));
        var hash = address.IndexOf('#', StringComparison.Ordinal);
        var (path, anchor) = hash < 0 ? (address, "") : (address[..hash], Uri.UnescapeDataString(address[(hash + 1)..]));
        var target = path.Length == 0 ? document.Source : Resolve(document.Source, Uri.UnescapeDataString(path));
        var full = target is null ? "" : Path.Combine(_root, target);
        if (target is null || !Path.Exists(full) || !ExactCase(target))
        {
            _problems.Add(new SiteProblem(document.Source, line, $"{(link.IsImage ? "picture" : "link")} {address} leads nowhere: there is no {target ?? path + " within the checkout"}"));
            return;
        }

        leads.Add(target);
        if (Directory.Exists(full))
            target = EnterFolder(target);
        else if (target.EndsWith(".md", StringComparison.Ordinal))
            Enter(target);
        else if (!link.IsImage && Listing.Takes(full))
            _listings.Add(target);
        else
            Copies.Add(target);
        _targets[link] = target;
        if (anchor.Length > 0)
            _anchors.Add((document.Source, line, target, anchor));
        link.Url = SitePage.Relative(SiteAddress.Of(document.Source), AddressOf(target)) + (anchor.Length > 0 ? "#" + anchor : "");
    }

    /// <summary>A folder is its README, or a list of what it holds.</summary>
    private string EnterFolder(string folder)
    {
        var readme = folder + "/README.md";
        if (File.Exists(Path.Combine(_root, readme)))
        {
            Enter(readme);
            return readme;
        }

        if (_folders.Add(folder))
        {
            foreach (var file in Listing.FilesOf(_root, folder))
            {
                if (file.EndsWith(".md", StringComparison.Ordinal))
                    Enter(file);
                else if (Listing.Takes(Path.Combine(_root, file)))
                    _listings.Add(file);
                else
                    Copies.Add(file);
            }
        }

        return folder;
    }

    private string AddressOf(string target) =>
        _folders.Contains(target) ? target + "/index.html" : _listings.Contains(target) ? target + ".html" : SiteAddress.Of(target);

    private static string? Resolve(string from, string path)
    {
        var parts = new List<string>(from.Split('/')[..^1]);
        foreach (var part in path.Split('/').Where(part => part is not ("" or ".")))
        {
            if (part != "..")
                parts.Add(part);
            else if (parts.Count == 0)
                return null;
            else
                parts.RemoveAt(parts.Count - 1);
        }

        return string.Join('/', parts);
    }

    /// <summary>A link that differs in case works on some file systems only.</summary>
    private bool ExactCase(string target)
    {
        var folder = _root;
        foreach (var part in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Directory.EnumerateFileSystemEntries(folder, part).Any(found => Path.GetFileName(found) == part))
                return false;
            folder = Path.Combine(folder, part);
        }

        return true;
    }

    private void CheckAnchors()
    {
        foreach (var (file, line, target, anchor) in _anchors)
        {
            if (!_documents.TryGetValue(target, out var document))
                _problems.Add(new SiteProblem(file, line, $"{target} has no headings, so #{anchor} leads nowhere"));
            else if (!document.Headings.Any(one => one.Heading.Anchor == anchor))
                _problems.Add(new SiteProblem(file, line, $"#{anchor} leads nowhere: {target} has {string.Join(", ", document.Headings.Select(one => '#' + one.Heading.Anchor))}"));
        }
    }

    /// <summary>Whoever begins at the table of contents finds every document.</summary>
    private void CheckReach()
    {
        var (reached, next) = (new HashSet<string>(StringComparer.Ordinal) { Contents }, new Queue<string>([Contents]));
        while (next.TryDequeue(out var source))
        {
            var targets = _folders.Contains(source) ? Listing.FilesOf(_root, source)
                : _leadsTo.TryGetValue(source, out var leads) ? leads.Select(one => _documents.ContainsKey(one + "/README.md") ? one + "/README.md" : one) : [];
            foreach (var target in targets.Where(reached.Add))
                next.Enqueue(target);
        }

        foreach (var source in _documents.Keys.Where(source => source.StartsWith("docs/", StringComparison.Ordinal) && !reached.Contains(source)))
            _problems.Add(new SiteProblem(source, 1, $"no way leads here from {Contents}; link it there or on a page that is"));
    }

    private void MakePages()
    {
        foreach (var document in _documents.Values)
            _pages.Add(new SitePage(document.Source, SiteAddress.Of(document.Source), document.Title, document.Html(), [.. document.Headings.Select(one => one.Heading)]));
        foreach (var folder in _folders)
            _pages.Add(Listing.OfFolder(_root, folder, AddressOf, source => _documents.GetValueOrDefault(source)?.Title));
        foreach (var file in _listings)
            _pages.Add(Listing.OfFile(_root, file));
        _pages.AddRange(SchemaPages.Of(Path.Combine(_root, "docs", "experiment.schema.json")));
        _pages.Add(CommandsPage.Make());
        _pages.Add(HeadingsPage.Of(_pages));
        _pages.Sort((a, b) => string.CompareOrdinal(a.Target, b.Target));
        var made = _pages.Select(page => page.Target).ToHashSet(StringComparer.Ordinal);
        Navigation =
        [
            .. NavigationGroup.Of(_documents[Contents], link => _targets.TryGetValue(link, out var target) ? AddressOf(target) : null)
                .Select(group => group with { Entries = [.. group.Entries.Where(entry => made.Contains(entry.Target))] }),
        ];
    }
}
