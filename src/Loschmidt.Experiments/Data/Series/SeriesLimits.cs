namespace Loschmidt.Experiments.Data.Series;

/// <summary>What a file of series may be; anything beyond is refused before memory is taken.</summary>
/// <param name="Samples">Most samples.</param>
/// <param name="Channels">Most channels.</param>
/// <param name="SampleNumbers">Most numbers of one sample, which is held in memory while it is read where a file
/// writes channel after channel.</param>
/// <param name="MemoryNumbers">Most numbers held in memory where there is no room for a cache.</param>
internal sealed record SeriesLimits(
    int Samples = 10_000_000, int Channels = 1 << 16, int SampleNumbers = 1 << 27, long MemoryNumbers = 1L << 28)
{
    /// <summary>Ten million samples, 65,536 channels, 134 million numbers (one gibibyte) a sample.</summary>
    public static SeriesLimits Default { get; } = new();
}
