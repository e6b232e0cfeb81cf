using System.Xml.Linq;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reproduction;
using Loschmidt.Tests.Architecture;

namespace Loschmidt.Tests.Reproduction;

/// <summary>The pages of reproduced figures, and the pictures of the documentation that come from them.</summary>
public sealed class GalleryTests : IDisposable
{
    // Figures of a second or less together, which make pictures of the documentation.
    private static readonly string[] Cheap = ["heb-4a", "heb-4b", "heb-two-samples"];

    private readonly string _root = Directory.CreateTempSubdirectory("loschmidt-gallery-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>Mutations: a time, a date or a path in a table; a random number that is not named.</summary>
    [Fact]
    public void Two_runs_leave_the_same_bytes_but_for_what_depends_on_the_computer()
    {
        foreach (var figure in Cheap)
        {
            Run(figure, "one");
            Run(figure, "two");
            var (one, two) = (Path.Combine(_root, "one", figure), Path.Combine(_root, "two", figure));
            var files = Files(one);
            Files(two).ShouldBe(files);
            files.ShouldContain("table.csv");
            foreach (var file in files.Except(ReproductionFolder.OnThisComputer))
            {
                File.ReadAllBytes(Path.Combine(two, file)).SequenceEqual(File.ReadAllBytes(Path.Combine(one, file))).ShouldBeTrue($"{figure}/{file}");
            }
        }
    }

    [Theory, InlineData("page.md"), InlineData("index.html")]
    public void A_page_names_command_seeds_time_hardware_published_values_and_deviations(string name)
    {
        Run("heb-4b", "one");
        var folder = Path.Combine(_root, "one", "heb-4b");
        var page = File.ReadAllText(Path.Combine(folder, name));
        var (seconds, hardware) = ReproductionFolder.ReadCircumstances(folder).ShouldNotBeNull();
        var summary = ReproductionFolder.Read(folder).ShouldNotBeNull();

        seconds.ShouldBeGreaterThan(0);
        page.ShouldContain("./loschmidt reproduce heb-4b --quick");
        page.ShouldContain("1 to 10");
        page.ShouldContain("Time and hardware");
        page.ShouldContain(hardware.Processor);
        hardware.Threads.ShouldBe(1);
        page.ShouldContain("published");
        foreach (var deviation in summary.Deviations)
        {
            page.ShouldContain(deviation);
        }

        foreach (var one in summary.Comparisons)
        {
            page.ShouldContain(one.Published);
            page.ShouldContain(one.Ours);
        }
    }

    [Fact]
    public void Every_figure_names_its_seeds_and_its_command()
    {
        foreach (var figure in Reproductions.All)
        {
            foreach (var quick in new[] { true, false })
            {
                figure.SeedsOf(quick).ShouldMatch("[0-9]|^none", figure.Name);
                figure.Extent(quick).ShouldNotBeNullOrWhiteSpace(figure.Name);
            }
        }
    }

    [Fact]
    public void The_gallery_is_one_page_for_browsers_whose_links_lead_somewhere()
    {
        Run("heb-4b", "one");
        Run("heb-4a", "one");
        var root = Path.Combine(_root, "one");
        var page = XDocument.Parse(File.ReadAllText(Path.Combine(root, "index.html")).Replace("<!DOCTYPE html>", ""));
        var links = page.Descendants().SelectMany(element => element.Attributes().Where(attribute => attribute.Name.LocalName is "href" or "src")).Select(attribute => attribute.Value).ToArray();
        links.Length.ShouldBeGreaterThanOrEqualTo(6);
        var names = page.Descendants().Select(element => (string?)element.Attribute("id")).OfType<string>().ToHashSet();
        foreach (var link in links)
        {
            if (link.StartsWith('#'))
                names.ShouldContain(link[1..]);
            else
                File.Exists(Path.Combine(root, link)).ShouldBeTrue(link);
        }
    }

    /// <summary>Mutation: a committed picture of an older program.</summary>
    [Fact]
    public void Pictures_of_the_documentation_are_what_cheap_figures_make()
    {
        var gallery = Path.Combine(_root, "gallery");
        foreach (var figure in Cheap)
        {
            Run(figure, "one", gallery);
        }

        var written = Files(gallery);
        written.Length.ShouldBe(1 + Gallery.Pictures.Count(picture => Cheap.Contains(picture.Figure)));
        foreach (var file in written)
        {
            File.ReadAllText(Path.Combine(gallery, file)).ShouldBe(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "gallery", file)), file);
        }
    }

    [Fact]
    public void Every_picture_of_the_gallery_has_a_figure_and_every_figure_of_it_a_picture()
    {
        Gallery.Pictures.Select(picture => picture.File).ShouldBeUnique();
        Files(Path.Combine(Checkout.Root, "docs", "gallery")).Where(file => file.EndsWith(".svg", StringComparison.Ordinal))
            .ShouldBe(Gallery.Pictures.Select(picture => picture.File), ignoreOrder: true);
        Gallery.Pictures.ShouldAllBe(picture => Reproductions.All.Any(figure => figure.Name == picture.Figure));
        Gallery.Overview().ShouldBe(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "gallery", "README.md")));
    }

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private void Run(string figure, string folder, string? gallery = null) => ReproduceCommand.Run(
        new ReproduceRequest(figure, true, Path.Combine(_root, folder), false, 1, null, gallery), new Progress<string>(), CancellationToken.None)
        .Done.ShouldHaveSingleItem();
}
