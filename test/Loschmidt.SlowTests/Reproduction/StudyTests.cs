using System.Globalization;
using Loschmidt.Experiments.Commands;
using Pictures = Loschmidt.Experiments.Reproduction.Gallery;

namespace Loschmidt.SlowTests.Reproduction;

/// <summary>Figures in their small versions, made in a folder that goes away, and the tables they leave there.</summary>
public abstract class StudyTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("loschmidt-reproduced-").FullName;

    public void Dispose()
    {
        Directory.Delete(_root, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected void Reproduce(string figure) => ReproduceCommand.Run(
        new ReproduceRequest(figure, true, _root, false, 0, null), new Progress<string>(), CancellationToken.None).Done.ShouldHaveSingleItem();

    /// <summary>Holds the pictures of the documentation against those that a figure has just made.</summary>
    protected void Documented(string figure)
    {
        var pictures = Pictures.Pictures.Where(picture => picture.Figure == figure).ToArray();
        pictures.ShouldNotBeEmpty();
        foreach (var picture in pictures)
        {
            File.ReadAllText(Path.Combine(_root, figure, $"{picture.Picture}.svg")).ShouldBe(File.ReadAllText(Path.Combine(Gallery(), picture.File)), picture.File);
        }
    }

    private static string Gallery()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Loschmidt.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests run outside a checkout");
        }

        return Path.Combine(folder.FullName, "docs", "gallery");
    }

    protected string[][] Rows(string figure, string table = "table") =>
        [.. File.ReadLines(Path.Combine(_root, figure, $"{table}.csv")).Skip(1).Select(line => line.Split(','))];

    protected static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
