using System.Globalization;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Loschmidt.Site;

/// <summary>A document as read: its headings, its links, and later its HTML.</summary>
internal sealed class MarkdownDocument
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).UseAutoLinks().UsePreciseSourceLocation().DisableHtml().Build();

    private readonly Markdig.Syntax.MarkdownDocument _tree;

    /// <summary>Reads a text.</summary>
    /// <param name="source">Path from the root of the checkout, with slashes.</param>
    /// <param name="text">Markdown.</param>
    public MarkdownDocument(string source, string text)
    {
        Source = source;
        _tree = Markdown.Parse(text, Pipeline);
        Headings =
        [
            .. _tree.Descendants<HeadingBlock>().Select(block =>
                (new SiteHeading(block.Level, Words(block.Inline), block.GetAttributes().Id ?? ""), block.Line + 1)),
        ];
        Links = [.. _tree.Descendants<LinkInline>()];
        BareLinks = [.. _tree.Descendants<AutolinkInline>()];
    }

    /// <summary>Path from the root of the checkout.</summary>
    public string Source { get; }

    /// <summary>Headings with their lines.</summary>
    public IReadOnlyList<(SiteHeading Heading, int Line)> Headings { get; }

    /// <summary>Links and pictures in the order of the text; their addresses may be changed before <see cref="Html"/>.</summary>
    public IReadOnlyList<LinkInline> Links { get; }

    /// <summary>Addresses between angle brackets; they leave the checkout.</summary>
    public IReadOnlyList<AutolinkInline> BareLinks { get; }

    /// <summary>Blocks of the first level.</summary>
    public IReadOnlyList<Block> Blocks => _tree;

    /// <summary>The first heading, or the file's name.</summary>
    public string Title => Headings.Count > 0 ? Headings[0].Heading.Text : Source;

    /// <summary>What is wrong with the order of the headings: readers who listen find their way by it.</summary>
    public IEnumerable<SiteProblem> HeadingProblems()
    {
        if (Headings.Count == 0 || Headings[0].Heading.Level != 1)
            yield return new SiteProblem(Source, 1, "a document begins with a heading of the first level: # Title");
        for (var i = 1; i < Headings.Count; i++)
        {
            var (heading, line) = Headings[i];
            var before = Headings[i - 1].Heading.Level;
            if (heading.Level == 1)
                yield return new SiteProblem(Source, line, $"'{heading.Text}' is a second heading of the first level; one document has one title");
            else if (heading.Level > before + 1)
                yield return new SiteProblem(Source, line, $"'{heading.Text}' skips a level: {heading.Level} follows {before}");
        }
    }

    /// <summary>The content as HTML.</summary>
    public string Html()
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.Render(_tree);
        return writer.ToString().Replace("\r", "", StringComparison.Ordinal)
            // What scrolls sideways is reached by the keyboard too.
            .Replace("<pre><code", "<pre tabindex=\"0\"><code", StringComparison.Ordinal)
            .Replace("<table>", "<div class=\"wide\" role=\"region\" aria-label=\"Table\" tabindex=\"0\"><table>", StringComparison.Ordinal)
            .Replace("</table>", "</table></div>", StringComparison.Ordinal)
            .Replace("<th>", "<th scope=\"col\">", StringComparison.Ordinal);
    }

    /// <summary>Inlines without their marks.</summary>
    public static string Words(ContainerInline? inline) => inline is null ? "" : string.Concat(inline.Descendants().Select(one => one switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        LineBreakInline => " ",
        _ => "",
    }));
}
