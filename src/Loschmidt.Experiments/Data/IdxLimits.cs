namespace Loschmidt.Experiments.Data;

/// <summary>What an IDX file may claim; anything beyond is refused before memory is taken.</summary>
/// <param name="Items">Most images or labels.</param>
/// <param name="Extent">Most rows, and most columns, of an image.</param>
/// <param name="Bytes">Most bytes of content.</param>
public sealed record IdxLimits(int Items = 10_000_000, int Extent = 4096, int Bytes = 1 << 30)
{
    /// <summary>Ten million items, 4,096 rows and columns, one gibibyte.</summary>
    public static IdxLimits Default { get; } = new();
}
