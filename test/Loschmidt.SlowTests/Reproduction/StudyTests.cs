using System.Globalization;
using Loschmidt.Experiments.Commands;

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

    protected string[][] Rows(string figure, string table = "table") =>
        [.. File.ReadLines(Path.Combine(_root, figure, $"{table}.csv")).Skip(1).Select(line => line.Split(','))];

    protected static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
