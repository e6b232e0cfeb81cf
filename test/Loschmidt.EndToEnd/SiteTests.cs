using System.Net;
using System.Text.RegularExpressions;
using Loschmidt.EndToEnd.Support;
using Loschmidt.Site;

namespace Loschmidt.EndToEnd;

/// <summary>The documents become pages that hang together, and a link that leads nowhere is told with file and line.</summary>
public sealed partial class SiteTests(Workplace place) : IClassFixture<Workplace>
{
    [Fact]
    public void The_documents_of_the_checkout_become_pages_whose_links_lead_somewhere()
    {
        var (code, said, folder) = Build(Checkout.Root, "site");
        code.ShouldBe(0, said);
        var pages = Directory.GetFiles(folder, "*.html", SearchOption.AllDirectories);
        pages.Length.ShouldBeGreaterThan(50);
        foreach (var page in pages)
        {
            var html = File.ReadAllText(page);
            Regex.Count(html, "<h1[ >]").ShouldBe(1, page);
            html.ShouldContain("<main id=\"content\"");
            foreach (Match link in Target().Matches(html))
                Leads(page, WebUtility.HtmlDecode(link.Groups["to"].Value)).ShouldBeTrue($"{page}: {link.Value}");
        }
    }

    [Fact]
    public void Equal_documents_give_equal_bytes()
    {
        var (one, other) = (Build(Checkout.Root, "one").Folder, Build(Checkout.Root, "other").Folder);
        var files = Directory.GetFiles(one, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(one, file)).ToArray();
        Directory.GetFiles(other, "*", SearchOption.AllDirectories).Length.ShouldBe(files.Length);
        foreach (var file in files)
            File.ReadAllBytes(Path.Combine(other, file)).ShouldBe(File.ReadAllBytes(Path.Combine(one, file)), file);
    }

    // Each line is a slip that a writer makes; red when its check is taken out.
    [Theory]
    [InlineData("[a](b.md)", "docs/page.md:3: link b.md leads nowhere: there is no docs/b.md")]
    [InlineData("[a](README.md#here)", "docs/page.md:3: #here leads nowhere: docs/README.md has #contents")]
    [InlineData("[a](#there)", "docs/page.md:3: #there leads nowhere: docs/page.md has #page")]
    [InlineData("![a wave](wave.svg)", "docs/page.md:3: picture wave.svg leads nowhere: there is no docs/wave.svg")]
    [InlineData("![](picture.svg)", "docs/page.md:3: the picture picture.svg says nothing to those who cannot see it")]
    [InlineData("[a](../../elsewhere.md)", "docs/page.md:3: link ../../elsewhere.md leads nowhere")]
    [InlineData("[a](Readme.md)", "docs/page.md:3: link Readme.md leads nowhere")]
    [InlineData("[a](picture.svg#part)", "docs/page.md:3: docs/picture.svg has no headings, so #part leads nowhere")]
    [InlineData("### Deep", "docs/page.md:3: 'Deep' skips a level: 3 follows 1")]
    [InlineData("# Again", "docs/page.md:3: 'Again' is a second heading of the first level")]
    public void A_slip_is_told_with_file_and_line_and_nothing_is_written(string slip, string problem)
    {
        var root = Small(("docs/page.md", $"# Page\n\n{slip}\n"));
        var (code, said, folder) = Build(root, "slip");
        code.ShouldBe(1);
        said.ShouldContain(problem);
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public void A_document_that_nothing_leads_to_is_told()
    {
        var (code, said, _) = Build(Small(("docs/page.md", "# Page\n"), ("docs/lost.md", "# Lost\n")), "lost");
        code.ShouldBe(1);
        said.ShouldContain("docs/lost.md:1: no way leads here from docs/README.md");
    }

    [Fact]
    public void Links_to_files_and_folders_of_the_checkout_become_pages_too()
    {
        var root = Small(
            ("docs/page.md", "# Page\n\n[code](../a.cs) [folder](notes) [anchor](#page) <https://example.org/x>\n\n![a wave](picture.svg)\n"),
            ("a.cs", "if (a < b) { }\n"), ("docs/notes/one.md", "# One\n"));
        var (code, said, folder) = Build(root, "all", "--external");
        code.ShouldBe(0, said);
        said.ShouldContain("docs/page.md:3: https://example.org/x");
        File.ReadAllText(Path.Combine(folder, "a.cs.html")).ShouldContain("if (a &lt; b) { }");
        File.ReadAllText(Path.Combine(folder, "docs", "notes", "index.html")).ShouldContain("<a href=\"one.html\">One</a>");
        File.Exists(Path.Combine(folder, "docs", "picture.svg")).ShouldBeTrue();
        File.ReadAllText(Path.Combine(folder, "docs", "page.html")).ShouldContain("aria-current=\"page\"");
    }

    [Fact]
    public void A_folder_that_holds_something_else_is_not_replaced()
    {
        var folder = Path.Combine(Small(("docs/page.md", "# Page\n")), "mine");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "thesis.txt"), "years");
        var error = new StringWriter();
        SiteCommand.Run(["--root", Path.GetDirectoryName(folder)!, "--output", folder], TextWriter.Null, error).ShouldBe(2);
        error.ToString().ShouldContain("holds something else than a site");
        File.Exists(Path.Combine(folder, "thesis.txt")).ShouldBeTrue();
    }

    private (int Code, string Said, string Folder) Build(string root, string name, params string[] options)
    {
        var folder = Path.Combine(root == Checkout.Root ? place.Root : root, name);
        var said = new StringWriter();
        return (SiteCommand.Run(["--root", root, "--output", folder, .. options], said, said), said.ToString(), folder);
    }

    /// <summary>A checkout of three files and those given; one page is linked.</summary>
    private string Small(params (string File, string Text)[] files)
    {
        var root = Path.Combine(place.Root, Guid.NewGuid().ToString("n"));
        (string File, string Text)[] all =
        [
            ("README.md", "# Small\n\n[docs](docs)\n"), ("docs/README.md", "# Contents\n\n## Part\n\n* [Page](page.md)\n"), ("docs/picture.svg", "<svg/>"), .. files,
        ];
        foreach (var (file, text) in all)
        {
            var path = Path.Combine(root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        return root;
    }

    private static bool Leads(string page, string to)
    {
        if (to.Contains("://", StringComparison.Ordinal))
            return true;
        var parts = to.Split('#', 2);
        var file = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(parts[0]));
        return File.Exists(file) && (parts.Length == 1 || File.ReadAllText(file).Contains($"id=\"{parts[1]}\"", StringComparison.Ordinal));
    }

    [GeneratedRegex("(?:href|src)=\"(?<to>[^\"]*)\"")]
    private static partial Regex Target();
}
