namespace Loschmidt.Experiments.Data;

/// <summary>What a table of numbers may be; anything beyond is refused before memory is taken.</summary>
/// <param name="LineBytes">Longest line.</param>
/// <param name="Columns">Most numbers on a line.</param>
/// <param name="Numbers">Most numbers of a table that is held in memory.</param>
public sealed record CsvLimits(int LineBytes = 1 << 24, int Columns = 1 << 20, int Numbers = 1 << 27)
{
    /// <summary>Lines of 16 MiB, a million columns, 134 million numbers (one gibibyte) in memory.</summary>
    public static CsvLimits Default { get; } = new();
}
