using System.Xml.Linq;

namespace Loschmidt.Tests.Reports;

/// <summary>Finds things in a page.</summary>
internal static class Elements
{
    public static IEnumerable<XElement> Tagged(this XElement root, string tag) =>
        root.Descendants().Where(element => element.Name.LocalName == tag);

    public static XElement? Section(this XElement root, string id) =>
        root.Tagged("section").SingleOrDefault(section => (string?)section.Attribute("id") == id);

    /// <summary>The page without what computers and clocks put in it, and without the name of the run.</summary>
    public static string Lasting(this XElement root, string name)
    {
        var copy = new XElement(root);
        copy.Section("environment")!.Remove();
        return copy.ToString().Replace(name, "RUN");
    }
}
