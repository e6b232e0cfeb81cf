using Loschmidt.Experiments.Figures;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>What a reproduction found.</summary>
internal sealed record Findings
{
    /// <summary>Tables; the first one is written as <c>table.csv</c>.</summary>
    public required IReadOnlyList<ResultTable> Tables { get; init; }

    /// <summary>Published values beside ours.</summary>
    public required IReadOnlyList<Comparison> Comparisons { get; init; }

    /// <summary>Where our setup differs from the paper's, one sentence each.</summary>
    public required IReadOnlyList<string> Deviations { get; init; }

    /// <summary>What was measured on this computer and another run will not repeat, such as bytes, by what it is: it
    /// goes beside the wall times.</summary>
    public IReadOnlyDictionary<string, double> Measured { get; init; } =
        new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>A table and a picture of what was measured, where a list is not enough: <c>timings.csv</c> and <c>timings.svg</c>.</summary>
    public (ResultTable Table, Figure Figure)? OnThisComputer { get; init; }

    /// <summary>Pictures by file name without ending.</summary>
    public required IReadOnlyList<(string Name, Figure Figure)> Figures { get; init; }
}
