using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Loschmidt.Site;

/// <summary>A part of the navigation: a heading of the table of contents and the first link of each entry below it.</summary>
internal sealed record NavigationGroup(string Title, IReadOnlyList<NavigationEntry> Entries)
{
    /// <summary>The groups of a table of contents, and one for the pages that no document holds.</summary>
    /// <param name="contents">The table of contents.</param>
    /// <param name="address">Where a link leads within the site; null where it leaves it.</param>
    public static IReadOnlyList<NavigationGroup> Of(MarkdownDocument contents, Func<LinkInline, string?> address)
    {
        var (groups, title, entries) = (new List<NavigationGroup>(), "", new List<NavigationEntry>());
        foreach (var block in contents.Blocks)
        {
            if (block is HeadingBlock { Level: 2 } heading)
            {
                Close();
                title = MarkdownDocument.Words(heading.Inline);
            }
            else if (block is ListBlock list && title.Length > 0)
            {
                foreach (var item in list.OfType<ListItemBlock>())
                {
                    if (item.Descendants<LinkInline>().FirstOrDefault() is { } link && address(link) is { } target)
                        entries.Add(new NavigationEntry(MarkdownDocument.Words(link), target));
                }
            }
        }

        Close();
        groups.Add(new NavigationGroup("Reference",
        [
            new NavigationEntry("Commands", CommandsPage.Target), new NavigationEntry("Keys of an experiment", SchemaPages.Target),
            new NavigationEntry("Keys of the machines", SchemaPages.Machines), new NavigationEntry("All headings", HeadingsPage.Target),
        ]));
        return groups;

        void Close()
        {
            if (entries.Count > 0)
                groups.Add(new NavigationGroup(title, entries));
            entries = [];
        }
    }
}

/// <summary>One page in the navigation.</summary>
internal sealed record NavigationEntry(string Title, string Target);
