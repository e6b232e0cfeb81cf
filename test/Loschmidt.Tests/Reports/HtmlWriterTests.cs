using System.Xml.Linq;
using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Reports.Pages;

namespace Loschmidt.Tests.Reports;

/// <summary>Whatever text a page is given stays text. The mutation: an Escape that forgets one of its characters.</summary>
public sealed class HtmlWriterTests
{
    public static TheoryData<string> Hostile =>
    [
        "</p><script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "&lt;b&gt; & &#x3c;b>", "]]>", "<!--", "{{a}}",
    ];

    [Theory, MemberData(nameof(Hostile))]
    public void Hostile_text_comes_back_as_the_same_text(string text)
    {
        var page = Page.Write(text, html =>
        {
            html.Element("p", text, ("title", text));
            html.Picture(new HeatMap { Title = text, Values = [1], Columns = 1, Rows = 1, Quantity = text });
        });

        var root = XDocument.Parse(page).Root!;
        var paragraph = root.Descendants().Single(element => element.Name.LocalName == "p");
        paragraph.Value.ShouldBe(text);
        paragraph.Attribute("title")!.Value.ShouldBe(text);
        root.Descendants().Count(element => element.Name.LocalName == "script").ShouldBe(1);
        root.Descendants().ShouldAllBe(element => element.Name.LocalName != "img");
    }

    [Fact]
    public void What_XML_has_no_place_for_is_shown_as_unreadable()
    {
        var page = Page.Write("\u0000\u001B[2J", html => html.Paragraph("a\u0001\uD800b\uFFFF\tc\nd"));
        XDocument.Parse(page).Descendants().Single(element => element.Name.LocalName == "p").Value
            .ShouldBe("a\uFFFD\uFFFDb\uFFFD\tc\nd");
    }

    [Fact]
    public void Only_the_page_s_own_script_and_style_may_run()
    {
        // The mutation: a policy that allows 'unsafe-inline', or a script that differs from the one that was hashed.
        var root = XDocument.Parse(Page.Write("t", _ => { })).Root!;
        var policy = root.Descendants().Single(element => (string?)element.Attribute("http-equiv") == "Content-Security-Policy")
            .Attribute("content")!.Value;
        policy.ShouldStartWith("default-src 'none'; img-src data:;");
        foreach (var tag in (string[])["script", "style"])
        {
            var text = root.Descendants().Single(element => element.Name.LocalName == tag).Value;
            var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
            policy.ShouldContain($"{tag}-src 'sha256-{hash}'");
        }
    }

    [Fact]
    public void Markup_that_HTML_and_XML_read_differently_is_refused() =>
        Should.Throw<ArgumentException>(() => new HtmlWriter().Verbatim("script", "if (a < b) c();"));

    [Fact]
    public void Two_pictures_with_holes_share_no_identifier()
    {
        var hole = new HeatMap { Title = "h", Values = [double.NaN, 1], Columns = 2, Rows = 1, Quantity = "q" };
        var root = XDocument.Parse(Page.Write("t", html => html.Picture(hole).Picture(hole))).Root!;
        string[] ids = [.. root.Descendants().Attributes("id").Select(id => id.Value)];
        ids.Length.ShouldBe(2);
        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => root.Descendants().Attributes().Any(paint => paint.Value == $"url(#{id})"));
    }
}
