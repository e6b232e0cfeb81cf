namespace Loschmidt.Experiments.Files;

/// <summary>What a file of arrays may claim; anything beyond is refused before memory is taken.</summary>
/// <param name="Bytes">Most bytes that all arrays of a file take in memory together; a single array takes at most
/// 2³¹−1.</param>
/// <param name="Arrays">Most arrays in an archive.</param>
public sealed record TensorLimits(long Bytes = 4L << 30, int Arrays = 10_000)
{
    /// <summary>Longest header of one array or file, in bytes.</summary>
    internal const int Header = 1 << 16;

    /// <summary>Most axes of an array.</summary>
    internal const int Axes = 16;

    /// <summary>Four gibibytes in at most ten thousand arrays.</summary>
    public static TensorLimits Default { get; } = new();
}
