using System.Text;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>The page <c>index.md</c> over everything that a folder holds.</summary>
internal static class ReproductionIndex
{
    /// <summary>Writes the page anew.</summary>
    /// <param name="root">Folder with one folder a name.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Write(string root)
    {
        var text = new StringBuilder("# Figures and tables, computed anew\n");
        foreach (var one in Reproductions.All)
        {
            if (ReproductionFolder.Read(Path.Combine(root, one.Name)) is { } summary)
            {
                Append(text, summary);
            }
        }

        AtomicFile.Write(Path.Combine(root, "index.md"), text.ToString());
    }

    private static void Append(StringBuilder text, ReproductionSummary summary)
    {
        text.Append("\n## ").Append(summary.Name).Append(": ").Append(summary.Title).Append("\n\n");
        text.Append(summary.Quick ? "Quick: " : "").Append(summary.Extent).Append("\n\n");
        ReproductionFolder.AppendComparisons(text, summary.Comparisons);
        text.Append("\nTables: [table.md](").Append(summary.Name).Append("/table.md)");
        foreach (var file in summary.Files.Where(file => file.EndsWith(".csv", StringComparison.Ordinal)))
        {
            text.Append(", [").Append(file).Append("](").Append(summary.Name).Append('/').Append(file).Append(')');
        }

        text.Append("\n\n");
        foreach (var file in summary.Files.Where(file => file.EndsWith(".svg", StringComparison.Ordinal)))
        {
            text.Append("![").Append(summary.Name).Append(' ').Append(Path.GetFileNameWithoutExtension(file))
                .Append("](").Append(summary.Name).Append('/').Append(file).Append(")\n");
        }
    }
}
