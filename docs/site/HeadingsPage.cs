using System.Text;

namespace Loschmidt.Site;

/// <summary>All headings of the site in alphabetical order; where scripts run, a field narrows them to what is typed.</summary>
internal static class HeadingsPage
{
    /// <summary>Where it lies.</summary>
    public const string Target = "headings.html";

    /// <summary>Lists the headings of pages.</summary>
    public static SitePage Of(IEnumerable<SitePage> pages)
    {
        SiteHeading top = new(1, "All headings", "top");
        var body = new StringBuilder(Html.Heading(top));
        body.Append("<p id=\"filter\" hidden><label>Show headings with <input type=\"search\" autocomplete=\"off\"></label> <output aria-live=\"polite\"></output></p>\n<ul class=\"headings\">\n");
        var entries = from page in pages
                      from heading in page.Headings
                      let place = heading.Level == 1 ? "" : $" <small>in {Html.Text(page.Title)}</small>"
                      let link = SitePage.Relative(Target, page.Target) + (heading.Level == 1 ? "" : "#" + heading.Anchor)
                      orderby heading.Text.ToUpperInvariant(), heading.Text, page.Target, heading.Anchor
                      select $"<li><a href=\"{Html.Attribute(link)}\">{Html.Text(heading.Text)}</a>{place}</li>\n";
        foreach (var entry in entries)
            body.Append(entry);
        body.Append("</ul>\n");
        return new SitePage("headings", Target, top.Text, body.ToString(), [top]);
    }
}
